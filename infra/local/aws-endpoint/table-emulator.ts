import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import dynalite from 'dynalite';
import type { Emulator } from './queue-emulator.ts';

/** Starts the DynamoDB emulator; with a directory its tables survive a restart. */
export async function startTableEmulator({ dataDir }: { dataDir: string | undefined }): Promise<Emulator> {
  if (dataDir) mkdirSync(dataDir, { recursive: true });
  const server = dynalite({ createTableMs: 0, ...(dataDir && { path: dataDir }) });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      const closed = new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
      });
      server.closeAllConnections();
      await closed;
    },
  };
}
