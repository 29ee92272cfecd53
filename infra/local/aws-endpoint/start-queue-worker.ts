import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import * as z from 'zod/mini';
import type { ScaledTime } from '../time/scaled-time.ts';
import type { Emulator } from './queue-emulator.ts';

/** The SQS emulator in scaled time. It reads the time from `Date`, which a thread has to itself. */
export async function startQueueWorker(
  workerData: { readonly region: string; readonly dataDir: string | undefined },
  { clock, variables }: ScaledTime,
): Promise<Emulator> {
  const worker = new Worker(new URL('./queue-worker.ts', import.meta.url), {
    workerData,
    execArgv: [...clock],
    env: { ...process.env, ...variables },
  });
  const ended = once(worker, 'exit');
  const [origin] = await once(worker, 'message');
  return {
    origin: z.string().parse(origin),
    close: async () => {
      worker.postMessage('close');
      await ended;
    },
  };
}
