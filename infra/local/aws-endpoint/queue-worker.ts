import { parentPort, workerData } from 'node:worker_threads';
import { startQueueEmulator } from './queue-emulator.ts';

/** The queue emulator in a thread of its own, whose clock may be another; see `startQueueWorker`. */
const { region, dataDir } = workerData;
const emulator = await startQueueEmulator({ region, dataDir });
parentPort?.once('message', () => void emulator.close().then(() => parentPort?.close()));
parentPort?.postMessage(emulator.origin);
