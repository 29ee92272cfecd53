import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { storedRows } from '../../infra/local/arrived-rows.ts';
import type { LocalRun } from '../../infra/local/local-run.ts';
import type { RunningAssembly } from '../../infra/local/run-assembly.ts';
import { postWebhook, webhookSourceOf } from '../../infra/local/sample-webhooks.ts';

/** What the end-to-end tests do with a running system; each wait ends as soon as what it waits for is there. */
export function anActivity(agentId: string, overrides: Record<string, unknown> = {}) {
  return {
    type: 'agent-activity',
    agentId,
    eventTime: new Date().toISOString(),
    state: 'AVAIL',
    ...overrides,
  };
}

/** Posts a body to a source, signed as its senders sign. */
export async function post(run: Pick<LocalRun, 'sources' | 'configuration'>, body: unknown, to = 'standard') {
  const source = run.sources.find(({ name }) => name === to);
  const [secret = ''] = source?.secrets ?? [];
  const settings = run.configuration.sources[to];
  if (!source || !settings) throw new Error(`the run has no source \`${to}\``);
  const webhook = {
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  };
  const signed = webhookSourceOf(settings).sign(webhook, { secret, nowMs: Date.now(), settings });
  return await postWebhook(source.url, signed);
}

/** The agents whose activity the API has, in the order it was stored. */
export async function storedAgents(baseUrl: string): Promise<string[]> {
  const { 'agent-activity': rows } = await storedRows(baseUrl);
  return rows.map((row) => String(row['AgentId']));
}

/** What the sandbox was told to do, or to tell. */
export async function sandboxControl(baseUrl: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(
    `${baseUrl}/sandbox/${path}`,
    body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
  );
  if (!answer.ok) throw new Error(`the sandbox answered ${answer.status}: ${await answer.text()}`);
  return await answer.json();
}

/** Every item of the table whose partition key begins so. */
export async function tableItems(
  { deployment, aws }: Pick<RunningAssembly, 'deployment' | 'aws'>,
  prefix: string,
) {
  const client = new DynamoDBClient({
    region: aws.region,
    endpoint: aws.url,
    credentials: aws.administrator,
  });
  const { Items = [] } = await client.send(new ScanCommand({ TableName: deployment.tables[0]?.name }));
  client.destroy();
  return Items.filter(({ pk }) => pk?.S?.startsWith(prefix));
}

export async function until<Value>(
  look: () => Promise<Value>,
  isThere: (value: Value) => boolean,
  withinSeconds = 60,
): Promise<Value> {
  const endsAt = Date.now() + withinSeconds * 1000;
  for (;;) {
    const value = await look();
    if (isThere(value) || Date.now() > endsAt) return value;
    await sleep(200);
  }
}
