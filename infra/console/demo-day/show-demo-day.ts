import { ConfigurationError } from '../../../shared/errors.ts';
import { openConsoleData } from '../server/open-console-data.ts';
import { startConsole } from '../server/start-console.ts';
import { demoDay } from './demo-day.ts';

type Shown = {
  /** 0 for any free one. */
  readonly port: number;
  readonly print: (line: string) => void;
  readonly openPage: (url: string) => void;
  readonly stopped: Promise<unknown>;
};

const agents = 60;
const note =
  'A made-up day, to look around in: nothing runs behind it, and what you redrive or discard is only gone from here.';

/** `npm run demo -- --console`: the console on the demo day, until it is stopped. Rejects where the port is taken. */
export async function showDemoDay({ port, print, openPage, stopped }: Shown): Promise<void> {
  const day = demoDay({ agents });
  const sendPayload = async (): Promise<never> => {
    throw new ConfigurationError('nothing runs behind this made-up day that could take it: npm start does');
  };
  const served = await startConsole({
    port,
    data: openConsoleData({ ...day, note, sendPayload }),
    onFailure: (error) => console.error('The console failed:', error),
    rhythm: { lookMs: day.lookEveryMs, aliveMs: 15_000 },
  });
  print(`The console on a made-up day: ${served.url} (Ctrl-C ends it)`);
  openPage(served.entrance());
  await stopped;
  await served.close();
}
