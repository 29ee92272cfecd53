import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type AwsEndpoint, startAwsEndpoint } from '../../infra/local/aws-endpoint/start-aws-endpoint.ts';
import { createMetricReader, type MetricStatistic, ownMetric } from '../../infra/ops/watch/read-metrics.ts';
import type { MetricName } from '../../shared/metrics.ts';
import { embeddedLine } from '../unit/ops/embedded-line.ts';
import { readSample, returnsNothing, role } from './sample-template.ts';

const region = 'us-east-1';
const minuteMs = 60_000;
/** On a quarter of an hour. */
const nowMs = Date.parse('2026-11-24T09:15:00Z');
const allowReading = { Effect: 'Allow', Action: 'cloudwatch:GetMetricData', Resource: '*' };
const time = { timeScale: 60, now: () => nowMs, clock: [], clockAndSleep: [], variables: {} };

let endpoint: AwsEndpoint;
let client: CloudWatchClient;
/** Each test has metrics of its own. */
let environment = '';
let environments = 0;

beforeEach(() => {
  environments += 1;
  environment = `test-${environments}`;
});

beforeAll(async () => {
  endpoint = await startAwsEndpoint({ port: 0, region, time });
  client = clientOf(endpoint.administrator);
});

afterAll(async () => {
  client.destroy();
  await endpoint.close();
});

function clientOf(credentials: AwsEndpoint['administrator']) {
  return new CloudWatchClient({ region, endpoint: endpoint.url, credentials, maxAttempts: 1 });
}

/** A function measured these values so many minutes ago. */
function measured(name: MetricName, values: number | number[], minutesAgo: number, dimensions = {}) {
  const atMs = nowMs - minutesAgo * minuteMs;
  endpoint.takeLogLine(embeddedLine({ environment, atMs, metrics: { [name]: values }, dimensions }));
}

async function read(name: MetricName, statistic: MetricStatistic, { minutes = 15, periodMinutes = 5 } = {}) {
  const [points = []] = await createMetricReader(client)([{ ...ownMetric(environment, name), statistic }], {
    fromMs: nowMs - minutes * minuteMs,
    toMs: nowMs,
    periodMs: periodMinutes * minuteMs,
  });
  return points.map(({ atMs, value }) => [(nowMs - atMs) / minuteMs, value]);
}

test('what functions wrote into their logs is summed by periods, the oldest first, and a period without any is left out', async () => {
  measured('DeadLetters', 1, 14);
  measured('DeadLetters', [2, 3], 11);
  measured('DeadLetters', 7, 1);
  measured('DeadLetters', 100, 20);
  endpoint.takeLogLine('{"level":"INFO","message":"no metric"}');
  expect(await read('DeadLetters', 'Sum')).toEqual([
    [15, 6],
    [5, 7],
  ]);
});

test.each([
  ['Sum', 110],
  ['SampleCount', 20],
  ['Average', 5.5],
  ['Minimum', 1],
  ['Maximum', 10],
  ['p50', 5],
  ['p95', 10],
] as const)('%s of the values of a period is %d', async (statistic, value) => {
  const oneToTen = Array.from({ length: 10 }, (_, index) => index + 1);
  measured('Freshness', oneToTen, 2);
  measured('Freshness', oneToTen, 3);
  expect(await read('Freshness', statistic)).toEqual([[5, value]]);
});

test('a zero is a figure, and a metric with other dimensions another metric', async () => {
  measured('WebhooksAccepted', 0, 3);
  measured('WebhooksAccepted', 5, 3, { source: 'zoom' });
  expect(await read('WebhooksAccepted', 'Sum')).toEqual([[5, 0]]);
});

test('a day is kept, by the time in which the functions run', async () => {
  measured('RollUpRuns', 1, 24 * 60 + 1);
  measured('RollUpRuns', 1, 24 * 60 - 1);
  measured('RollUpRuns', 1, 1);
  expect(await read('RollUpRuns', 'Sum', { minutes: 48 * 60, periodMinutes: 15 })).toEqual([
    [24 * 60, 1],
    [15, 1],
  ]);
});

test('each of more queries than fit into one request has its own points', async () => {
  measured('DeadLetters', 4, 2);
  const query = (name: MetricName) => ({ ...ownMetric(environment, name), statistic: 'Sum' }) as const;
  const queries = Array.from({ length: 501 }, (_, index) =>
    query(index === 500 ? 'DeadLetters' : 'RowsRefused'),
  );
  const span = { fromMs: nowMs - 15 * minuteMs, toMs: nowMs, periodMs: minuteMs };
  const points = await createMetricReader(client)(queries, span);
  expect(points).toHaveLength(501);
  expect(points[500]).toEqual([{ atMs: nowMs - 2 * minuteMs, value: 4 }]);
  expect(points[0]).toEqual([]);
});

test('a role needs cloudwatch:GetMetricData, as it would on AWS', async () => {
  const template = { Resources: { May: role(allowReading), MayNot: role() } };
  const deployment = readSample(template, endpoint, region);
  await endpoint.provision(deployment, returnsNothing);
  const command = new GetMetricDataCommand({
    StartTime: new Date(nowMs - minuteMs),
    EndTime: new Date(nowMs),
    MetricDataQueries: [
      { Id: 'a', MetricStat: { Metric: { Namespace: 'N', MetricName: 'M' }, Period: 60, Stat: 'Sum' } },
    ],
  });
  const as = async (name: string) => {
    const own = clientOf(endpoint.credentialsFor(`arn:aws:iam::000000000000:role/${name}`));
    return await own.send(command).finally(() => own.destroy());
  };
  expect(await as('May')).toMatchObject({ MetricDataResults: [{ Id: 'a', Values: [] }] });
  await expect(as('MayNot')).rejects.toThrow('cloudwatch:GetMetricData');
});

test('what it cannot do it refuses, saying what', async () => {
  const expression = new GetMetricDataCommand({
    StartTime: new Date(nowMs - minuteMs),
    EndTime: new Date(nowMs),
    MetricDataQueries: [{ Id: 'a', Expression: 'SUM(METRICS())' }],
  });
  await expect(client.send(expression)).rejects.toThrow('MetricDataQueries.0');
});
