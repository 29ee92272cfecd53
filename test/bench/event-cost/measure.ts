import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { writeBundle } from '../../../infra/aws/write-bundle.ts';
import { loadEnvironment } from '../../../infra/environments/load-environment.ts';
import { webhookSourceOf } from '../../../infra/local/sample-webhooks.ts';
import { maxMessageBytes, packEnvelopes } from '../../../shared/events/envelope.ts';
import { translatedEvent } from '../../../shared/events/event.ts';
import { log } from '../../../shared/log.ts';
import { createQueue } from '../../../shared/ports/queue.ts';
import { standardEvents } from '../hot-path/webhooks.ts';
import type { TakenCall } from '../stubs/aws-stub.ts';
import { stubbedVariables } from '../stubs/function-variables.ts';
import { gatewayEvent } from '../stubs/gateway-event.ts';
import { logLikeLambda } from '../stubs/lambda-console.ts';
import { startStubThread } from '../stubs/stub-thread.ts';
import type { Counts } from './counts.ts';

type Handler = (
  event: unknown,
  context: object,
) => Promise<{ statusCode?: number; batchItemFailures?: unknown[] }>;
export type Counted = { readonly size: number; readonly packed: Counts; readonly single: Counts };

const { sizes, events }: { sizes: readonly number[]; events: number } = JSON.parse(process.argv[2] ?? '{}');

const local = loadEnvironment('local');
const settings = local.sources['standard'];
if (!settings) throw new RangeError('the local environment has no source standard');
const source = webhookSourceOf(settings);
const secret = source.secretFrom(Buffer.alloc(32, 7));
const token = {
  accessToken: 'a-token',
  refreshToken: 'a-refresh-token',
  issuedBy: 'login',
  issuedAt: new Date().toISOString(),
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
};
const stub = await startStubThread({
  secrets: { 'source/': JSON.stringify({ secrets: [secret] }), token: JSON.stringify(token) },
});
const directory = mkdtempSync(join(tmpdir(), 'event-cost-'));
const configuration = {
  ...local,
  // Here nothing is to wait for the API's pace; what it costs is reckoned.
  cloudConnect: { ...local.cloudConnect, baseUrl: stub.url, requestsPerSecond: 1000 },
  sources: { standard: settings },
};
const context = { awsRequestId: crypto.randomUUID(), getRemainingTimeInMillis: () => 60_000 };
const receive = load('receive-webhook');
const deliver = load('deliver-events');
const EVENTS_QUEUE_URL = `${stub.url}/000000000000/events`;
const queue = createQueue({ client: new SQSClient(), queueUrl: EVENTS_QUEUE_URL, log, now: Date.now, sleep });

// From here on the log is counted: as Lambda writes it, one JSON a line.
let logBytes = 0;
process.stdout.write = (text: string | Uint8Array) => {
  logBytes += Buffer.byteLength(text);
  return true;
};
logLikeLambda(() => context.awsRequestId);

try {
  const counted: Counted[] = [];
  let ageMs = 0;
  // The first pass warms the environment up: its agents are written once a day, its secrets read every five minutes.
  for (const size of [sizes[0] ?? 1, ...sizes]) {
    ageMs += events * 1000;
    counted.push(await count(size, Date.now() - ageMs));
  }
  process.send?.({ counted: counted.slice(1) });
} finally {
  await stub.close();
  rmSync(directory, { recursive: true });
  process.disconnect();
}

function load(name: 'receive-webhook' | 'deliver-events'): Handler {
  const place = mkdtempSync(join(directory, `${name}-`));
  writeBundle({ name, configuration, directory: place });
  Object.assign(process.env, stubbedVariables(name, place, stub.url));
  return createRequire(import.meta.url)(join(place, 'index.js')).handler;
}

async function count(size: number, nowMs: number): Promise<Counted> {
  const sent = standardEvents(events, nowMs);
  const webhooks = Array.from({ length: events / size }, (_, index) =>
    sent.slice(index * size, (index + 1) * size),
  );
  const received = await measured(async () => {
    for (const each of webhooks) await takeWebhook(each);
  });
  const bodies = bodiesOf(received.calls);
  const packed = {
    events,
    webhooks: webhooks.length,
    ...queueCounts(received.calls, bodies.length),
    ...received.counts,
  };
  const singles = await measured(async () => {
    for (const each of webhooks) await queue.send(each.flatMap((event) => envelopesOf([event])));
  });
  const singleBodies = bodiesOf(singles.calls);
  const single = { ...packed, ...queueCounts(singles.calls, singleBodies.length) };
  const olderMs = 86_400_000;
  return {
    size,
    packed: { ...packed, ...(await delivered(bodies)) },
    single: {
      ...single,
      ...(await delivered(standardEvents(events, nowMs - olderMs).flatMap((event) => envelopesOf([event])))),
    },
  };
}

async function takeWebhook(each: readonly object[]): Promise<void> {
  const body = Buffer.from(JSON.stringify(each.length === 1 ? each[0] : { events: each }));
  const webhook = { headers: { 'content-type': 'application/json' }, body };
  const signed = source.sign(webhook, {
    secret,
    nowMs: Date.now(),
    settings: settings as NonNullable<typeof settings>,
  });
  const { statusCode } = await receive(gatewayEvent('standard', signed, new Date()), context);
  if (statusCode !== 202) throw new Error(`a webhook is answered ${statusCode}`);
}

function queueCounts(calls: readonly TakenCall[], messages: number) {
  const sending = calls.filter(({ call }) => call.startsWith('SendMessage'));
  return { sends: sending.reduce((sum, { bytes }) => sum + Math.ceil(bytes / maxMessageBytes), 0), messages };
}

/** Windows of at most a thousand messages, as the mapping hands them over. */
async function delivered(bodies: readonly string[]) {
  const windows = Array.from({ length: Math.ceil(bodies.length / 1000) }, (_, index) =>
    bodies.slice(index * 1000, (index + 1) * 1000),
  );
  const { calls, counts } = await measured(async () => {
    for (const window of windows) {
      const { batchItemFailures = [] } = await deliver({ Records: window.map(record) }, context);
      if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} messages came back`);
    }
  });
  const api = calls.filter(({ call }) => call.startsWith('/'));
  const rows = api.reduce(
    (sum, { input }) => sum + (input as { AgentUpdates: unknown[] }).AgentUpdates.length,
    0,
  );
  if (rows !== events) throw new Error(`${rows} rows of ${events} events were delivered`);
  return {
    deliveries: windows.length,
    apiRequests: api.length,
    apiBytes: api.reduce((sum, { bytes }) => sum + bytes, 0),
    tableWrites: calls.filter(({ call }) => /^(Put|Update|Delete)Item$/.test(call)).length,
    secretCalls: calls.filter(({ call }) => call === 'GetSecretValue').length,
    deliverLogBytes: counts.receiveLogBytes,
    deliverMs: counts.receiveMs,
  };
}

function record(body: string, index: number) {
  return {
    messageId: `message-${index}`,
    receiptHandle: `receipt-${index}`,
    body,
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now()) },
  };
}

function envelopesOf(each: readonly object[]): string[] {
  const provenance = { source: 'standard', accountId: '1', receivedAt: new Date().toISOString() };
  return packEnvelopes(
    provenance,
    each.map((event) => {
      const { id = '', ...rest } = translatedEvent.parse(event);
      return { ...rest, id };
    }),
  );
}

function bodiesOf(calls: readonly TakenCall[]): string[] {
  return calls.flatMap(({ input }) => {
    const { MessageBody, Entries = [] } = input as {
      MessageBody?: string;
      Entries?: { MessageBody: string }[];
    };
    return MessageBody === undefined ? Entries.map((entry) => entry.MessageBody) : [MessageBody];
  });
}

async function measured(work: () => Promise<void>) {
  await stub.take();
  logBytes = 0;
  const startedCpu = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(startedCpu);
  return {
    calls: await stub.take(),
    counts: { receiveLogBytes: logBytes, receiveMs: (user + system) / 1000 },
  };
}

async function sleep(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
