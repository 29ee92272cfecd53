import type { BulkCall } from '../../../shared/cloud-connect/calls.ts';
import { type MetricPoint, ownMetric, type ReadMetrics } from './read-metrics.ts';

/** The calls that rows of events travel by, and what those rows are called. */
export const deliveryCalls = {
  bulkInsertAgentActivity: 'states',
  bulkInsertCallVolume: 'volume rows',
} as const satisfies Partial<Record<BulkCall, string>>;
/** One of those rows. */
export const deliveryRow = {
  bulkInsertAgentActivity: 'state',
  bulkInsertCallVolume: 'volume row',
} as const satisfies Record<keyof typeof deliveryCalls, string>;
export type DeliveryCall = keyof typeof deliveryCalls;

/** So far back is looked, in spans as long as the alarms'. */
export const deliverySpanMs = 15 * 60_000;
export const alarmPeriodMs = 5 * 60_000;

type Points = readonly MetricPoint[];

/** What became of the rows of one call in the last quarter of an hour. */
export type DeliveryFigures = {
  readonly call: DeliveryCall;
  /** A point a minute, of the minutes that had any. */
  readonly requests: Points;
  readonly failedRequests: Points;
  readonly delivered: Points;
  readonly refused: Points;
  /** One in twenty rows was older than this when the API took it, in milliseconds: a point for each five minutes. */
  readonly freshnessP95Ms: Points;
};

/** How the API takes states and volume, in the last 15 minutes. Throws Unavailable. */
export async function readDeliveries(
  { environment, readMetrics }: { readonly environment: string; readonly readMetrics: ReadMetrics },
  nowMs: number,
): Promise<readonly DeliveryFigures[]> {
  const span = { fromMs: nowMs - deliverySpanMs, toMs: nowMs };
  const figures = (['bulkInsertAgentActivity', 'bulkInsertCallVolume'] as const).map(async (call) => {
    const sum = (name: 'ApiErrors' | 'RowsDelivered' | 'RowsRefused') =>
      ({ ...ownMetric(environment, name, { call }), statistic: 'Sum' }) as const;
    const byMinute = readMetrics(
      [
        { ...sum('ApiErrors'), statistic: 'SampleCount' },
        sum('ApiErrors'),
        sum('RowsDelivered'),
        sum('RowsRefused'),
      ],
      { ...span, periodMs: 60_000 },
    );
    const byFive = readMetrics([{ ...ownMetric(environment, 'Freshness', { call }), statistic: 'p95' }], {
      ...span,
      periodMs: alarmPeriodMs,
    });
    const [[requests = [], failedRequests = [], delivered = [], refused = []], [freshnessP95Ms = []]] =
      await Promise.all([byMinute, byFive]);
    return { call, requests, failedRequests, delivered, refused, freshnessP95Ms };
  });
  return await Promise.all(figures);
}

/** The sum of the points that begin from then on. */
export function sumOf(points: Points, fromMs = 0): number {
  return points.reduce((sum, { atMs, value }) => (atMs >= fromMs ? sum + value : sum), 0);
}
