import { parentPort, workerData } from 'node:worker_threads';
import { synthesize } from '../../aws/synthesize.ts';

/** Synthesizes the stack of the configuration that the thread was given, and tells its template. */
parentPort?.postMessage(synthesize(workerData).template);
