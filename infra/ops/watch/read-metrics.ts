import {
  type CloudWatchClient,
  type MetricDataQuery,
  type MetricDataResult,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';
import {
  type MetricDimensions,
  type MetricName,
  metricNamespace,
  metricService,
} from '../../../shared/metrics.ts';
import { askAws } from '../ask-aws.ts';

export type MetricStatistic = 'Sum' | 'Average' | 'Minimum' | 'Maximum' | 'SampleCount' | `p${number}`;

export type MetricQuery = {
  readonly namespace: string;
  readonly name: string;
  /** All that the metric has: any other set of them is another metric. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: MetricStatistic;
};

/** The statistic of a period that begins then; a period without data has none. */
export type MetricPoint = { readonly atMs: number; readonly value: number };

export type MetricSpan = {
  readonly fromMs: number;
  readonly toMs: number;
  /** Of a whole number of minutes. */
  readonly periodMs: number;
};

/** The points of each query, in the order of the queries, each the oldest first. Throws Unavailable. */
export type ReadMetrics = (
  queries: readonly MetricQuery[],
  span: MetricSpan,
) => Promise<readonly (readonly MetricPoint[])[]>;

/** GetMetricData takes no more at once. */
const queriesAtOnce = 500;

/** A metric that the adapter's own functions write. */
export function ownMetric(environment: string, name: MetricName, dimensions: MetricDimensions = {}) {
  return {
    namespace: metricNamespace,
    name,
    dimensions: { service: metricService, environment, ...dimensions },
  } as const;
}

export function createMetricReader(client: CloudWatchClient): ReadMetrics {
  return async (queries, span) => {
    const points: MetricPoint[][] = queries.map(() => []);
    for (let first = 0; first < queries.length; first += queriesAtOnce) {
      const some = queries.slice(first, first + queriesAtOnce);
      const results = await askAws(readAll(client, some, span), 'CloudWatch did not give its metrics');
      for (const { Id = '', Timestamps = [], Values = [] } of results)
        Timestamps.forEach((at, index) => {
          points[first + Number(Id.slice(1))]?.push({ atMs: at.getTime(), value: Values[index] ?? 0 });
        });
    }
    return points;
  };
}

/** A result may come in parts, each with its query's id. */
async function readAll(
  client: CloudWatchClient,
  queries: readonly MetricQuery[],
  { fromMs, toMs, periodMs }: MetricSpan,
): Promise<MetricDataResult[]> {
  const pages = paginateGetMetricData(
    { client },
    {
      StartTime: new Date(fromMs),
      EndTime: new Date(toMs),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: queries.map((query, index) => toRequest(query, index, periodMs)),
    },
  );
  const results: MetricDataResult[] = [];
  for await (const { MetricDataResults = [] } of pages) results.push(...MetricDataResults);
  return results;
}

function toRequest(
  { namespace, name, dimensions, statistic }: MetricQuery,
  index: number,
  periodMs: number,
): MetricDataQuery {
  return {
    Id: `q${index}`,
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: name,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: periodMs / 1000,
      Stat: statistic,
    },
  };
}
