import { mkdirSync } from 'node:fs';
import dynalite from 'dynalite';
import type { Emulator } from './queue-emulator.ts';
import { serveEmulator } from './serve-emulator.ts';

/** Starts the DynamoDB emulator; with a directory its tables survive a restart. */
export async function startTableEmulator({ dataDir }: { dataDir: string | undefined }): Promise<Emulator> {
  if (dataDir) mkdirSync(dataDir, { recursive: true });
  return await serveEmulator(dynalite({ createTableMs: 0, ...(dataDir && { path: dataDir }) }));
}
