import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Configuration } from '../../../shared/configuration/configuration.ts';

/** The template that this checkout makes of a configuration; in a thread of its own, since bundling holds up all else for seconds. */
export async function synthesizeApart(configuration: Configuration): Promise<unknown> {
  const worker = new Worker(new URL('./synthesize-worker.ts', import.meta.url), {
    workerData: configuration,
  });
  try {
    const [template] = await once(worker, 'message');
    return template;
  } finally {
    await worker.terminate();
  }
}
