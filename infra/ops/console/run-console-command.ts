import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readEnvironmentFile } from '../../console/server/codes/propose-configuration.ts';
import { madeUpSecrets } from '../../console/server/made-up-secrets.ts';
import { openConsoleData } from '../../console/server/open-console-data.ts';
import { readOnly } from '../../console/server/read-only.ts';
import { startConsole } from '../../console/server/start-console.ts';
import type { OpenDeployment } from '../open-deployment.ts';
import type { Terminal } from '../terminal.ts';
import type { ConsoleCommand } from './command.ts';

const environments = join(import.meta.dirname, '../../environments');

/** CloudWatch is paid by what it is asked for, and its metrics are a minute old. */
const rhythm = { lookMs: 60_000, aliveMs: 15_000 } as const;

/** Serves the console of a deployment, by which nothing can be changed, until the operator ends it. */
export async function runConsoleCommand(
  { port, opensPage, target }: ConsoleCommand,
  deployment: OpenDeployment,
  terminal: Terminal,
): Promise<boolean> {
  const configuration = deployment.configuration();
  const { environment } = deployment;
  const option = 'environment' in target ? `--environment ${target.environment}` : '--local URL';
  const data = openConsoleData({
    kind: 'deployed',
    readOnly: `This console shows ${environment} with your own AWS credentials, and changes nothing. npm run ops -- dead-letters redrive ID ${option} redrives, and discard discards.`,
    deployment: readOnly(deployment),
    configuration,
    searchLogs: deployment.searchLogs,
    environmentFile: () => readEnvironmentFile(configuration.environment, environments),
    secrets: madeUpSecrets(configuration),
    windowClosesAt: () => undefined,
    command: (words) => `npm run ops -- ${words} ${option}`,
    lookEveryMs: rhythm.lookMs,
    sendPayload: readOnly(deployment).refuse,
    now: terminal.now,
  });
  const tell = (what: string) => terminal.progress.write(`${what}\n`);
  const onFailure = (error: unknown) => tell(`the console failed: ${String(error)}`);
  const onReuse = () =>
    tell(
      'the ticket of the browser that was opened came a second time: somebody else may have read it, so that its session has ended. Open the printed address, which nobody else has.',
    );
  const key = randomBytes(24).toString('base64url');
  const served = await startConsole({ port, data, onFailure, rhythm, access: { key, onReuse } });
  try {
    terminal.print(`The console of ${environment}, read-only; Ctrl-C ends it: ${served.url}?key=${key}`);
    if (opensPage) terminal.openPage(served.entrance());
    await terminal.stopped();
  } finally {
    await served.close();
  }
  return true;
}
