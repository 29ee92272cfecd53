import type { ConsoleData } from '../../infra/console/data.ts';
import { type DemoOptions, demoDay } from '../../infra/console/demo-day/demo-day.ts';
import { openConsoleData } from '../../infra/console/server/open-console-data.ts';
import { type Console, startConsole } from '../../infra/console/server/start-console.ts';

export type SampleConsole = Console & { readonly sent: readonly (readonly [string, string])[] };

/** A console on the demo day that looks twice a second: everything but AWS's answers is the shipped code. */
export async function startSampleConsole(
  options: DemoOptions = {},
  changed: (data: ConsoleData) => ConsoleData = (data) => data,
): Promise<SampleConsole> {
  const day = demoDay(options);
  const served = await startConsole({
    port: 0,
    data: changed(openConsoleData(day)),
    onFailure: (error) => console.error(error),
    rhythm: { lookMs: 500, aliveMs: 5000 },
  });
  return { ...served, sent: day.sent };
}
