import { startFauxqs } from 'fauxqs';
import { giveBackInFlight } from './give-back-in-flight.ts';
import { loopbackOnly } from './loopback-only.ts';

export type Emulator = { readonly origin: string; readonly close: () => Promise<void> };

/** Starts the SQS emulator; with a directory its queues and messages survive a restart. */
export async function startQueueEmulator(options: {
  region: string;
  dataDir: string | undefined;
}): Promise<Emulator> {
  if (options.dataDir) giveBackInFlight(options.dataDir);
  const server = await startFauxqs({
    port: 0,
    logger: false,
    defaultRegion: options.region,
    ...(options.dataDir && { dataDir: options.dataDir }),
  });
  const stopRefusing = loopbackOnly(server.port);
  return {
    origin: `http://127.0.0.1:${server.port}`,
    close: async () => {
      await server.stop();
      stopRefusing();
    },
  };
}
