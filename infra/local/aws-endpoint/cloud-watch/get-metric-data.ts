import * as z from 'zod/mini';
import { AwsRefusal } from '../aws-refusal.ts';
import type { MetricId, MetricStore } from './metric-store.ts';
import { statisticOf } from './statistic.ts';

const query = z.strictObject({
  Id: z.string().check(z.regex(/^[a-z]\w{0,254}$/, 'must begin with a small letter')),
  MetricStat: z.strictObject({
    Metric: z.strictObject({
      Namespace: z.string(),
      MetricName: z.string(),
      Dimensions: z._default(z.array(z.strictObject({ Name: z.string(), Value: z.string() })), []),
    }),
    Period: z.int().check(z.multipleOf(60)),
    Stat: z
      .string()
      .check(
        z.regex(/^(Sum|SampleCount|Average|Minimum|Maximum|p\d{1,2}(\.\d+)?|p100)$/, 'is not known here'),
      ),
  }),
});

const request = z.strictObject({
  MetricDataQueries: z.array(query).check(z.minLength(1), z.maxLength(500)),
  /** Seconds since the epoch. */
  StartTime: z.number(),
  EndTime: z.number(),
  ScanBy: z._default(z.enum(['TimestampAscending', 'TimestampDescending']), 'TimestampDescending'),
});
type Query = z.infer<typeof query>;

/**
 * CloudWatch's GetMetricData, for metrics alone: a query with an expression is refused, and all comes in one page.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export function getMetricData(input: unknown, store: MetricStore): Readonly<Record<string, unknown>> {
  const parsed = request.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AwsRefusal('ValidationError', `${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { MetricDataQueries, StartTime, EndTime, ScanBy } = parsed.data;
  if (StartTime >= EndTime)
    throw new AwsRefusal(
      'ValidationError',
      'The parameter StartTime must be less than the parameter EndTime.',
    );
  const span = { fromMs: StartTime * 1000, toMs: EndTime * 1000 };
  const MetricDataResults = MetricDataQueries.map((each) => {
    const points = pointsOf(each, span, store);
    if (ScanBy === 'TimestampDescending') points.reverse();
    return {
      Id: each.Id,
      Label: each.MetricStat.Metric.MetricName,
      Timestamps: points.map(([atMs]) => atMs / 1000),
      Values: points.map(([, value]) => value),
      StatusCode: 'Complete',
    };
  });
  return { MetricDataResults, Messages: [] };
}

/** A period without values has no point. The first begins at or before the start, as CloudWatch rounds it. */
function pointsOf(
  { MetricStat: { Metric, Period, Stat } }: Query,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  store: MetricStore,
): (readonly [number, number])[] {
  const periodMs = Period * 1000;
  const startOf = (ms: number) => Math.floor(ms / periodMs) * periodMs;
  const minutes = store.read(idOf(Metric), startOf(fromMs), toMs);
  return [...Map.groupBy(minutes, ({ atMs }) => startOf(atMs))]
    .toSorted(([one], [other]) => one - other)
    .flatMap(([atMs, group]) => {
      const value = statisticOf(Stat, group);
      return value === undefined ? [] : [[atMs, value] as const];
    });
}

function idOf({ Namespace, MetricName, Dimensions }: Query['MetricStat']['Metric']): MetricId {
  const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));
  return { namespace: Namespace, name: MetricName, dimensions };
}
