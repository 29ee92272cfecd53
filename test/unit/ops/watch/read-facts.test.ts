import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { listQueues } from '../../../../infra/ops/watch/list-queues.ts';
import { readDeadLetters } from '../../../../infra/ops/watch/read-dead-letters.ts';
import { readDeliveries } from '../../../../infra/ops/watch/read-deliveries.ts';
import type { MetricPoint, MetricQuery, ReadMetrics } from '../../../../infra/ops/watch/read-metrics.ts';
import { readQueues } from '../../../../infra/ops/watch/read-queues.ts';
import { readReceipts } from '../../../../infra/ops/watch/read-receipts.ts';
import { readSourceActivity } from '../../../../infra/ops/watch/read-source-activity.ts';
import { readTokenLife } from '../../../../infra/ops/watch/read-token-life.ts';
import { createSecrets } from '../../../../shared/ports/secrets.ts';
import { toStoredToken } from '../../../../shared/refresh-token/stored-token.ts';
import { letterOf } from '../sample.ts';

const [sqs, secrets] = [mockClient(SQSClient), mockClient(SecretsManagerClient)];
const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const nowMs = Date.parse('2026-11-24T10:07:30Z');

beforeEach(() => {
  sqs.reset();
});

/** Metrics of these points, by what tells them apart here. */
function metricsOf(
  keyOf: (query: MetricQuery) => string,
  points: Record<string, readonly MetricPoint[]>,
): ReadMetrics {
  return async (queries, { fromMs, toMs, periodMs }) =>
    queries.map((query) =>
      (points[`${keyOf(query)}/${periodMs / minuteMs}`] ?? []).filter(
        ({ atMs }) => atMs >= fromMs && atMs < toMs,
      ),
    );
}

const ago = (minutes: number, value: number) => ({ atMs: nowMs - minutes * minuteMs, value });

test('a source was active where it sent anything, be it of no use, and a zero is known silence', async () => {
  const readMetrics = metricsOf(({ name, dimensions }) => `${dimensions['source']}/${name}`, {
    'zoom/WebhooksAccepted/15': [ago(120, 0), ago(60, 3), ago(45, 0), ago(15, 0)],
    'zoom/WebhooksIgnored/15': [ago(30, 2), ago(60, 1)],
    'zoom/WebhooksIgnored/1': [ago(26, 2)],
    'zoom/OfflineStates/15': [ago(60, 1), ago(30, 0)],
    'desk/WebhooksAccepted/15': [ago(30, 0)],
  });
  const sources = ['zoom', 'desk', 'new'];
  expect(await readSourceActivity({ environment: 'prod', readMetrics }, sources, nowMs)).toEqual([
    {
      source: 'zoom',
      activeQuartersMs: [nowMs - 60 * minuteMs, nowMs - 30 * minuteMs],
      lastAtMs: nowMs - 26 * minuteMs,
      knownSinceMs: nowMs - 120 * minuteMs,
      lastSignOffMs: nowMs - 60 * minuteMs,
    },
    {
      ...{ source: 'desk', activeQuartersMs: [], lastAtMs: undefined, lastSignOffMs: undefined },
      knownSinceMs: nowMs - 2 * quarterMs,
    },
    {
      ...{ source: 'new', activeQuartersMs: [], lastAtMs: undefined, lastSignOffMs: undefined },
      knownSinceMs: undefined,
    },
  ]);
});

test('deliveries are told of each call by itself', async () => {
  const readMetrics = metricsOf(
    ({ name, statistic, dimensions }) => `${dimensions['call']}/${name}/${statistic}`,
    {
      'bulkInsertAgentActivity/ApiErrors/SampleCount/1': [ago(2, 4)],
      'bulkInsertAgentActivity/ApiErrors/Sum/1': [ago(2, 1)],
      'bulkInsertAgentActivity/Freshness/p95/5': [ago(5, 31_000)],
      'bulkInsertCallVolume/RowsDelivered/Sum/1': [ago(3, 12), ago(16, 99)],
      'bulkInsertCallVolume/RowsRefused/Sum/1': [ago(3, 2)],
    },
  );
  const empty = { requests: [], failedRequests: [], delivered: [], refused: [], freshnessP95Ms: [] };
  expect(await readDeliveries({ environment: 'prod', readMetrics }, nowMs)).toEqual([
    {
      ...empty,
      call: 'bulkInsertAgentActivity',
      requests: [ago(2, 4)],
      failedRequests: [ago(2, 1)],
      freshnessP95Ms: [ago(5, 31_000)],
    },
    { ...empty, call: 'bulkInsertCallVolume', delivered: [ago(3, 12)], refused: [ago(3, 2)] },
  ]);
});

test('receipts are summed over all sources, but for the states without a code, which name theirs', async () => {
  const readMetrics = metricsOf(
    ({ name, dimensions }) => `${dimensions['source'] ?? dimensions['reason']}/${name}`,
    {
      'signature-refused/WebhooksRefused/1': [ago(1, 5)],
      'zoom/WebhooksAccepted/1': [ago(2, 3)],
      'desk/WebhooksAccepted/1': [ago(1, 4)],
      'desk/UnmappedStates/1': [ago(1, 2), ago(2, 1)],
    },
  );
  expect(await readReceipts({ environment: 'prod', readMetrics }, ['zoom', 'desk'], nowMs)).toEqual({
    accepted: [ago(2, 3), ago(1, 4)],
    notGenuine: [ago(1, 5)],
    unmapped: [{ source: 'desk', states: 3 }],
  });
});

test('a queue tells what it holds, and CloudWatch how long the oldest has waited', async () => {
  sqs.on(GetQueueAttributesCommand, { QueueUrl: 'https://sqs/1/events' }).resolves({
    Attributes: {
      ApproximateNumberOfMessages: '3',
      ApproximateNumberOfMessagesNotVisible: '2',
      ApproximateNumberOfMessagesDelayed: '1',
    },
  });
  const readMetrics = metricsOf(({ namespace, dimensions }) => `${namespace}/${dimensions['QueueName']}`, {
    'AWS/SQS/events/1': [ago(4, 700), ago(2, 40)],
  });
  const queues = [{ name: 'EventsQueue', url: 'https://sqs/1/events' }];
  const client = new SQSClient({ region: 'us-east-1' });
  expect(await readQueues(queues, { sqs: client, readMetrics }, nowMs)).toEqual([
    { ...queues[0], waiting: 3, inFlight: 2, delayed: 1, oldestSeconds: 40 },
  ]);
});

test('queues are named as in the template, without what the CDK adds', async () => {
  sqs.on(ListQueuesCommand).resolves({ QueueUrls: ['http://127.0.0.1:1/0/EventsQueueB188B5A9'] });
  expect(await listQueues(new SQSClient({ region: 'us-east-1' }))).toEqual([
    { name: 'EventsQueue', url: 'http://127.0.0.1:1/0/EventsQueueB188B5A9' },
  ]);
});

test('dead letters are counted by reason and source, the most frequent first, up to ten thousand', async () => {
  const letters = [
    letterOf({ reason: 'refused', source: 'zoom', lastSeenAt: '2026-11-24T09:00:00.000Z' }),
    letterOf({ reason: 'too-old', source: 'zoom', lastSeenAt: '2026-11-24T09:30:00.000Z' }),
    letterOf({ reason: 'too-old', source: 'zoom', lastSeenAt: '2026-11-24T09:10:00.000Z' }),
  ];
  const tally = (times: number) =>
    readDeadLetters({
      all: async function* () {
        for (let time = 0; time < times; time += 1) yield* letters;
      },
    });
  expect(await tally(1)).toEqual({
    count: 3,
    isMore: false,
    groups: [
      { reason: 'too-old', source: 'zoom', count: 2 },
      { reason: 'refused', source: 'zoom', count: 1 },
    ],
    newestAt: '2026-11-24T09:30:00.000Z',
  });
  expect(await tally(4000)).toMatchObject({ count: 10_000, isMore: true });
  expect(await tally(0)).toEqual({ count: 0, isMore: false, groups: [], newestAt: undefined });
});

test('a token tells how long it lives and whence it came, and nothing of itself', async () => {
  const stored = toStoredToken(
    { accessToken: 'secret-access', refreshToken: 'secret-refresh' },
    'login',
    nowMs,
  );
  secrets
    .on(GetSecretValueCommand, { SecretId: 'token' })
    .resolvesOnce({ SecretString: JSON.stringify(stored), VersionId: 'v2' })
    .resolves({ SecretString: '{}', VersionId: 'v1' });
  const token = {
    ids: { token: 'token' },
    store: createSecrets({ client: new SecretsManagerClient({ region: 'us-east-1' }) }),
  };
  const { life } = await readTokenLife(token, nowMs + 13 * minuteMs);
  expect(life).toMatchObject({ minutesLeft: 47, issuedBy: 'login' });
  expect(JSON.stringify(life)).not.toContain('secret');
  expect((await readTokenLife(token, nowMs)).life).toBeUndefined();
});
