import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createMetricReader, type MetricQuery, ownMetric } from '../../../../infra/ops/watch/read-metrics.ts';

const watch = mockClient(CloudWatchClient);
beforeEach(() => watch.reset());
afterAll(() => watch.restore());

const span = { fromMs: 0, toMs: 900_000, periodMs: 300_000 };
const queries = (number: number): MetricQuery[] =>
  Array.from({ length: number }, (_, index) => ({
    ...ownMetric('test', 'ApiErrors', { call: `${index}` }),
    statistic: 'Sum',
  }));
const read = (number: number) =>
  createMetricReader(new CloudWatchClient({ region: 'eu-west-1' }))(queries(number), span);

test('the parts of a result that come on several pages are put together, each with its query', async () => {
  watch
    .on(GetMetricDataCommand)
    .resolvesOnce({
      NextToken: 'more',
      MetricDataResults: [
        { Id: 'q1', Timestamps: [new Date(0)], Values: [7] },
        { Id: 'q0', Timestamps: [new Date(0), new Date(300_000)], Values: [1, 2] },
      ],
    })
    .resolvesOnce({ MetricDataResults: [{ Id: 'q0', Timestamps: [new Date(600_000)], Values: [3] }] });
  expect(await read(3)).toEqual([
    [
      { atMs: 0, value: 1 },
      { atMs: 300_000, value: 2 },
      { atMs: 600_000, value: 3 },
    ],
    [{ atMs: 0, value: 7 }],
    [],
  ]);
});

test('a metric is asked for by all of its dimensions', async () => {
  watch.on(GetMetricDataCommand).resolves({ MetricDataResults: [] });
  await read(1);
  const [call] = watch.commandCalls(GetMetricDataCommand);
  expect(call?.args[0].input).toMatchObject({
    StartTime: new Date(0),
    EndTime: new Date(900_000),
    ScanBy: 'TimestampAscending',
  });
  const [{ MetricStat } = {}] = call?.args[0].input.MetricDataQueries ?? [];
  expect(MetricStat).toMatchObject({ Period: 300, Stat: 'Sum', Metric: { MetricName: 'ApiErrors' } });
  expect(MetricStat?.Metric?.Dimensions?.map(({ Name }) => Name).toSorted()).toEqual([
    'call',
    'environment',
    'service',
  ]);
});

test('more than 500 queries are asked in several calls, and the points go to the right ones', async () => {
  watch
    .on(GetMetricDataCommand)
    .callsFake(({ MetricDataQueries }: { MetricDataQueries: { Id: string }[] }) => ({
      MetricDataResults: MetricDataQueries.map(({ Id }) => ({
        Id,
        Timestamps: [new Date(0)],
        Values: [MetricDataQueries.length],
      })),
    }));
  const points = await read(501);
  expect(watch.commandCalls(GetMetricDataCommand)).toHaveLength(2);
  expect([points[499]?.[0]?.value, points[500]?.[0]?.value]).toEqual([500, 1]);
});

test('what AWS answers in place of them is told', async () => {
  watch.on(GetMetricDataCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDenied' }));
  await expect(read(1)).rejects.toThrow('CloudWatch did not give its metrics (AccessDenied: no)');
});
