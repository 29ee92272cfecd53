import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { synthesize } from '../../aws/synthesize.ts';

/** Synthesizes the stack of the configuration that the thread was given, and tells its template. */
const outdir = mkdtempSync(join(tmpdir(), 'cloud-connect-adapter-'));
try {
  const { template } = synthesize({ configuration: workerData, outdir });
  parentPort?.postMessage(template);
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
