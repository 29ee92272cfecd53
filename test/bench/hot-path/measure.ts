import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { bundleEntry } from '../../../infra/aws/write-bundle.ts';
import { loadEnvironment } from '../../../infra/environments/load-environment.ts';
import { openEnvelope } from '../../../shared/events/envelope.ts';
import { alternate } from '../alternate.ts';
import type { TakenCall } from '../stubs/aws-stub.ts';
import { stubbedVariables } from '../stubs/function-variables.ts';
import { logLikeLambda } from '../stubs/lambda-console.ts';
import { startStubThread } from '../stubs/stub-thread.ts';
import { digestOf, hmacAndParse } from './base.ts';
import { expectOneRequest } from './expect-one-request.ts';
import { noSdk, openExchange } from './stand-ins.ts';
import { type Load, loadOf, standardListOf, webhookSourcesOf } from './webhooks.ts';

type Handle = (event: APIGatewayProxyEventV2, context: object) => Promise<{ readonly statusCode: number }>;

/** Microseconds a webhook (or a hundred events) by round: ours and the least there is, with the call to SQS and without. */
export type HotPathFigures = {
  readonly source: string;
  readonly events: 1 | 100;
  readonly bytes: number;
  readonly webhooks: number;
  readonly withQueue: { readonly ours: readonly number[]; readonly least: readonly number[] };
  readonly ownWork: { readonly ours: readonly number[]; readonly least: readonly number[] };
};

const context = { awsRequestId: 'a-request', getRemainingTimeInMillis: () => 10_000 };
const directory = mkdtempSync(join(tmpdir(), 'hot-path-'));
const exchange = { secret: '', sent: [] as { MessageBody?: string }[] };
openExchange({
  secretOf: () => JSON.stringify({ secrets: [exchange.secret] }),
  take: (input) => exchange.sent.push(Object(input)),
});

logLikeLambda(() => context.awsRequestId);
const { rounds, only } = JSON.parse(process.argv[2] ?? '{}');
const configuration = loadEnvironment('local');
const names = webhookSourcesOf(configuration).filter((name) => !only || only.includes(name));
const loads = names.map((name) => loadOf(name, configuration));
const secrets = loads.map(({ source, secret }) => [
  `source/${source}`,
  JSON.stringify({ secrets: [secret] }),
]);
const stub = await startStubThread({ secrets: Object.fromEntries(secrets) });
Object.assign(process.env, stubbedVariables('receive-webhook', directory, stub.url));
const sqs = new SQSClient({ maxAttempts: 1 });
const QueueUrl = `${stub.url}/000000000000/events`;
const deployed = load('deployed', {});
const alone = load('alone', noSdk);

try {
  const figures: HotPathFigures[] = [];
  for (const each of loads) figures.push(await measure(each, 1), await measure(each, 100));
  // Last, because it would warm up one side alone.
  if (names.includes('standard')) await expectOneRequest(takeStandardEvents);
  process.send?.({ figures });
} finally {
  await stub.close();
  rmSync(directory, { recursive: true });
  process.disconnect();
}

function load(name: string, standIns: Record<string, string>): Handle {
  const place = mkdtempSync(join(directory, `${name}-`));
  bundleEntry({ entryPoint: 'functions/receive-webhook.ts', configuration, directory: place, standIns });
  process.env['LAMBDA_TASK_ROOT'] = place;
  return createRequire(import.meta.url)(join(place, 'index.js')).handler;
}

async function measure(load: Load, events: 1 | 100): Promise<HotPathFigures> {
  const { source, secret } = load;
  const webhooks = events === 1 ? load.one : load.hundred;
  const expected = events === 1 ? load.events.one : load.events.hundred;
  exchange.secret = secret;
  await expectEnqueued(load, webhooks, expected);
  const digests = webhooks.map((webhook) => digestOf(webhook, secret));
  const least = (webhook: APIGatewayProxyEventV2, index: number) =>
    hmacAndParse(webhook, secret, digests[index] ?? Buffer.alloc(0));
  const send = ({ body }: APIGatewayProxyEventV2) =>
    sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
  const isLong = webhooks.length > 1;
  const withQueue = await alternate(
    {
      ours: timed(webhooks, isLong ? 1 : 40, (webhook) => deployed(webhook, context)),
      least: timed(webhooks, isLong ? 1 : 40, async (webhook, index) => {
        least(webhook, index);
        await send(webhook);
      }),
    },
    { rounds, warmUps: 3 },
  );
  await stub.take();
  const ownWork = await alternate(
    {
      ours: timed(webhooks, isLong ? 2 : 100, (webhook) => alone(webhook, context)),
      least: timed(webhooks, isLong ? 4 : 400, async (webhook, index) => least(webhook, index)),
    },
    { rounds, warmUps: 3 },
  );
  exchange.sent.length = 0;
  const bytes = webhooks.reduce((sum, { body = '' }) => sum + body.length, 0) / webhooks.length;
  return { source, events, bytes, webhooks: webhooks.length, withQueue, ownWork };
}

function timed(
  webhooks: readonly APIGatewayProxyEventV2[],
  times: number,
  handle: (webhook: APIGatewayProxyEventV2, index: number) => Promise<unknown>,
): () => Promise<number> {
  return async () => {
    const startedMs = performance.now();
    for (let time = 0; time < times; time += 1)
      for (const [index, webhook] of webhooks.entries()) await handle(webhook, index);
    return ((performance.now() - startedMs) * 1000) / times;
  };
}

async function takeStandardEvents(events: number): Promise<readonly TakenCall[]> {
  const { statusCode } = await deployed(standardListOf(events, configuration), context);
  if (statusCode !== 202) throw new Error(`a webhook of ${events} events is answered ${statusCode}`);
  return (await stub.take()).filter(({ call }) => call !== 'GetSecretValue');
}

/**
 * Each webhook is answered with success and makes one request to SQS, a SendMessage (one to each queue, where its events
 * are for both); all its events are in there.
 */
async function expectEnqueued(
  { source }: Load,
  webhooks: readonly APIGatewayProxyEventV2[],
  events: number,
): Promise<void> {
  const bodies: string[] = [];
  for (const webhook of webhooks) {
    for (const handle of [deployed, alone]) {
      const { statusCode } = await handle(webhook, context);
      if (statusCode < 200 || statusCode > 204) throw new Error(`${source} is answered ${statusCode}`);
    }
    const calls = (await stub.take()).filter(({ call }) => call !== 'GetSecretValue');
    const inputs = calls.map(({ input }) => input as { QueueUrl?: string; MessageBody?: string });
    const queues = new Set(inputs.map((input) => input.QueueUrl));
    if (
      calls.some(({ call }) => call !== 'SendMessage') ||
      queues.size !== calls.length ||
      calls.length === 0
    )
      throw new Error(`a webhook of ${source} made the calls ${calls.map(({ call }) => call).join(', ')}`);
    bodies.push(...inputs.map(({ MessageBody = '' }) => MessageBody));
  }
  for (const sent of [bodies, exchange.sent.map(({ MessageBody = '' }) => MessageBody)]) {
    const arrived = sent.flatMap(openEnvelope).length;
    if (arrived !== events) throw new Error(`${arrived} of ${events} events of ${source} were enqueued`);
  }
  exchange.sent.length = 0;
}
