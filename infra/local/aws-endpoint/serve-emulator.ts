import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Emulator } from './queue-emulator.ts';

/** Lets an emulator that is an HTTP server listen on this machine alone. */
export async function serveEmulator(server: Server): Promise<Emulator> {
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
