import { join } from 'node:path';
import { sourceSecretFormat } from '../../shared/ports/source-secrets.ts';
import type { VendorAnswer } from '../console/data.ts';
import { readEnvironmentFile } from '../console/server/codes/propose-configuration.ts';
import { openConsoleData } from '../console/server/open-console-data.ts';
import { settingsOf } from '../console/server/settings.ts';
import { type Console, startConsole } from '../console/server/start-console.ts';
import { signPayload } from '../console/server/try/sign-payload.ts';
import { openDeployment } from '../ops/open-deployment.ts';
import { createAwsSender, inletOf } from './aws-sender.ts';
import type { LocalRun } from './local-run.ts';
import { opsCommand } from './ops-command.ts';
import { queueOf } from './queued-messages.ts';
import { sourceOf, withQuery } from './sample-webhooks.ts';

const environments = join(import.meta.dirname, '../environments');
/** Everything that is looked at is on this machine. */
const lookEveryMs = 1000;

/** The console of a local run: it looks at the run as an operator's command would, and may change what it shows. */
export async function openLocalConsole(run: LocalRun, port: number, now = Date.now): Promise<Console> {
  const { aws, configuration } = run;
  const { accessKeyId, secretAccessKey } = aws.administrator;
  const deployment = await openDeployment({ endpoint: aws.url, accessKeyId, secretAccessKey });
  const { ids, store } = deployment.secrets;
  /** As they are stored now: an operator may have rotated them. */
  const secretsOf = async (source: string) =>
    (await store.read(`${ids.sourcePrefix}${source}`, sourceSecretFormat)).value;
  const trial = { configuration, secretsOf, secretsAreMadeUp: false, now };
  const data = openConsoleData({
    kind: 'local',
    readOnly: undefined,
    deployment,
    configuration,
    searchLogs: deployment.searchLogs,
    environmentFile: () => readEnvironmentFile(configuration.environment, environments),
    secrets: trial,
    windowClosesAt: () => windowClosesAt(run),
    command: (words) => opsCommand(words, aws),
    lookEveryMs,
    sendPayload: async (request) => {
      const settings = settingsOf(configuration, request.source);
      if (sourceOf(settings).transport === 'aws') return await sendOverAws(run, request.body);
      const { signed } = await signPayload(request, settings, trial);
      const { headers, body, queryString } = signed;
      return await post(withQuery(`${run.url}/webhooks/${request.source}`, queryString), { headers, body });
    },
    now,
  });
  const onFailure = (error: unknown) => console.error('The console failed:', error);
  const served = await startConsole({
    port,
    data,
    onFailure,
    rhythm: { lookMs: lookEveryMs, aliveMs: 15_000 },
  });
  return {
    ...served,
    close: async () => {
      await served.close();
      deployment.close();
    },
  };
}

/** Of the events queue's open windows, the one that closes first. */
function windowClosesAt(run: LocalRun): string | undefined {
  const url = queueOf(run, 'DeliverEvents');
  const queue = run.deployment.queues.find((each) => each.url === url);
  const own = run.openWindows().filter(({ queueArn }) => queueArn === queue?.arn);
  const first = own.toSorted((one, other) => one.closesAtMs - other.closesAtMs)[0];
  return first && new Date(first.closesAtMs).toISOString();
}

async function sendOverAws(run: LocalRun, body: string): Promise<VendorAnswer> {
  const sender = createAwsSender(inletOf(run));
  try {
    await sender.send(Buffer.from(body));
  } finally {
    sender.close();
  }
  return { status: 0, headers: {}, body: '' };
}

async function post(
  url: string,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: Buffer },
): Promise<VendorAnswer> {
  const answer = await fetch(url, { method: 'POST', headers: { ...headers }, body: new Uint8Array(body) });
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: await answer.text(),
  };
}
