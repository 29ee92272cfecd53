import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Configuration } from '../../../shared/configuration/configuration.ts';

/** The template that this checkout makes of a configuration; in a thread of its own, since bundling holds up all else for seconds. */
export async function synthesizeApart(configuration: Configuration): Promise<unknown> {
  const outdir = mkdtempSync(join(tmpdir(), 'cloud-connect-adapter-'));
  const worker = new Worker(new URL('./synthesize-worker.ts', import.meta.url), {
    workerData: { configuration, outdir },
  });
  // Whoever has stopped waiting for it is not kept by it.
  worker.unref();
  try {
    const [template] = await once(worker, 'message');
    return template;
  } finally {
    await worker.terminate();
    rmSync(outdir, { recursive: true, force: true });
  }
}
