import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { accessLogFields } from '../../../infra/aws/access-log-fields.ts';
import { writeBundle } from '../../../infra/aws/write-bundle.ts';
import { loadEnvironment } from '../../../infra/environments/load-environment.ts';
import { webhookSourceOf } from '../../../infra/local/sample-webhooks.ts';
import {
  lineOverheadBytes,
  logBytes as logLineBytes,
  polling,
  secondsPerDay,
} from '../../../infra/ops/cost/assumptions.ts';
import { readQueue } from '../../../infra/ops/cost/read-queue.ts';
import { maxMessageBytes, packEnvelopes } from '../../../shared/events/envelope.ts';
import { translatedEvent } from '../../../shared/events/event.ts';
import { log as writeLog } from '../../../shared/log.ts';
import { createQueue } from '../../../shared/ports/queue.ts';
import { accessLogLine } from '../../stack/access-log-line.ts';
import { standardEvents } from '../hot-path/webhooks.ts';
import type { TakenCall } from '../stubs/aws-stub.ts';
import { stubbedVariables } from '../stubs/function-variables.ts';
import { gatewayEvent } from '../stubs/gateway-event.ts';
import { logLikeLambda } from '../stubs/lambda-console.ts';
import { startStubThread } from '../stubs/stub-thread.ts';
import { type Counts, type Load, loads } from './counts.ts';

type Handler = (
  event: unknown,
  context: object,
) => Promise<{ statusCode?: number; batchItemFailures?: unknown[] }>;
export type Counted = {
  readonly size: number;
  readonly load: Load;
  readonly packing: 'packed' | 'one a message';
  readonly counts: Counts;
};

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
  // They are counted apart.
  logs: { rows: true },
};
const context = { awsRequestId: crypto.randomUUID(), getRemainingTimeInMillis: () => 60_000 };
const receive = load('receive-webhook');
const deliver = load('deliver-events');
const EVENTS_QUEUE_URL = `${stub.url}/000000000000/events`;
const queue = createQueue({
  client: new SQSClient(),
  queueUrl: EVENTS_QUEUE_URL,
  log: writeLog,
  now: Date.now,
  sleep,
});

const accessLineBytes = accessLogLine(JSON.stringify(accessLogFields)).length + lineOverheadBytes;
let ageMs = 0;

// From here on the log is counted: as Lambda writes it, one JSON a line.
const log = { bytes: 0, rowBytes: 0 };
process.stdout.write = (text: string | Uint8Array) => {
  for (const line of String(text)
    .split('\n')
    .filter((each) => each !== ''))
    log[line.includes('"event":"agent-rows"') ? 'rowBytes' : 'bytes'] +=
      Buffer.byteLength(line) + lineOverheadBytes;
  return true;
};
logLikeLambda(() => context.awsRequestId);

try {
  const counted: Counted[] = [];
  // The first pass warms the environment up: its agents are written once a day, its secrets read every five minutes.
  for (const size of [sizes[0] ?? 1, ...sizes]) counted.push(...(await count(size)));
  process.send?.({ counted: counted.slice(counted.length / (sizes.length + 1)) });
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

async function count(size: number): Promise<Counted[]> {
  const webhooks = inGroups(freshEvents(), size);
  const received = await measured(async () => {
    for (const each of webhooks) await takeWebhook(each);
  });
  const bodies = bodiesOf(received.calls);
  const receiving = {
    events,
    webhooks: webhooks.length,
    accessLogBytes: webhooks.length * accessLineBytes,
    receiveLogBytes: received.logBytes,
    receiveMs: received.cpuMs,
  };
  const sends = sendsOf(received.calls);
  const singles = await measured(async () => {
    for (const each of webhooks) await queue.send(oneAMessage(each));
  });
  const packed = { size, packing: 'packed' } as const;
  const full = {
    ...receiving,
    sends,
    ...fullReading(bodies.length),
    ...(await delivered(inGroups(bodies, 1000))),
  };
  const singleBodies = inGroups(freshEvents(), size).flatMap(oneAMessage);
  const single = {
    ...receiving,
    sends: sendsOf(singles.calls),
    ...fullReading(singleBodies.length),
    ...(await delivered(inGroups(singleBodies, 1000))),
  };
  const counted: Counted[] = [
    { ...packed, load: 'full', counts: full },
    { ...packed, load: 'full', packing: 'one a message', counts: single },
  ];
  for (const load of ['busy', 'quiet'] as const) {
    const messages = inGroups(freshEvents(), size).flatMap((each) => envelopesOf(each));
    const { receives, deletes, perBatch } = readingAt(loads[load], size, messages.length);
    const counts = {
      ...receiving,
      sends,
      receives,
      deletes,
      ...(await delivered(inGroups(messages, perBatch))),
    };
    counted.push({ ...packed, load, counts });
  }
  return counted;
}

/** Of other times than all before, since the API has those already. */
function freshEvents() {
  ageMs += events * 1000;
  return standardEvents(events, Date.now() - ageMs);
}

/** Every request of the pollers brings or deletes as many messages as one may. */
function fullReading(messages: number) {
  const requests = Math.ceil(messages / polling.messagesPerCall);
  return { receives: requests, deletes: requests };
}

/** How so many messages are read where they come in at this rate, by what the operators' bill reckons with. */
function readingAt(perSecond: number, eventsPerMessage: number, messages: number) {
  const { windowSeconds, batchSize } = configuration.delivery;
  const flow = { busy: perSecond * secondsPerDay, quiet: 0, eventsPerMessage };
  const mapping = { pollers: polling.pollers, windowSeconds, batchSize, busyHours: 24 };
  const { receives, deletes, batches } = readQueue(flow, mapping);
  const share = messages / flow.busy;
  return { receives: receives * share, deletes: deletes * share, perBatch: Math.floor(flow.busy / batches) };
}

function inGroups<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

async function takeWebhook(each: readonly object[]): Promise<void> {
  context.awsRequestId = crypto.randomUUID();
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

/** SQS requests, of which each has at most 64 KB. */
function sendsOf(calls: readonly TakenCall[]): number {
  const sending = calls.filter(({ call }) => call.startsWith('SendMessage'));
  return sending.reduce((sum, { bytes }) => sum + Math.ceil(bytes / maxMessageBytes), 0);
}

/** Each window is an invocation, whose start and report stand in the log as well. */
async function delivered(windows: readonly string[][]) {
  const { calls, logBytes, rowLogBytes, cpuMs } = await measured(async () => {
    for (const window of windows) {
      context.awsRequestId = crypto.randomUUID();
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
    deliverLogBytes: logBytes + windows.length * logLineBytes.invocation,
    rowLogBytes,
    deliverMs: cpuMs,
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

/** As receive-webhook packs them; each group of events is a webhook. */
function envelopesOf(each: readonly object[], correlationId: string = crypto.randomUUID()): string[] {
  const receivedAt = new Date().toISOString();
  const provenance = { source: 'standard', accountId: '1', receivedAt, correlationId };
  return packEnvelopes(
    provenance,
    each.map((event) => {
      const { id = '', ...rest } = translatedEvent.parse(event);
      return { ...rest, id };
    }),
  );
}

function oneAMessage(each: readonly object[]): string[] {
  const correlationId = crypto.randomUUID();
  return each.flatMap((event) => envelopesOf([event], correlationId));
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
  Object.assign(log, { bytes: 0, rowBytes: 0 });
  const startedCpu = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(startedCpu);
  return {
    calls: await stub.take(),
    logBytes: log.bytes,
    rowLogBytes: log.rowBytes,
    cpuMs: (user + system) / 1000,
  };
}

async function sleep(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
