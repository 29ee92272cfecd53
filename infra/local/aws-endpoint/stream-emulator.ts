import { mkdirSync } from 'node:fs';
import kinesalite from 'kinesalite';
import type { Emulator } from './queue-emulator.ts';
import { serveEmulator } from './serve-emulator.ts';

/** No account's limit holds here. */
const shardLimit = 10_000;

/** Starts the Kinesis emulator; with a directory its streams and their records survive a restart. */
export async function startStreamEmulator({ dataDir }: { dataDir: string | undefined }): Promise<Emulator> {
  if (dataDir) mkdirSync(dataDir, { recursive: true });
  return await serveEmulator(
    kinesalite({ createStreamMs: 0, shardLimit, ...(dataDir && { path: dataDir }) }),
  );
}
