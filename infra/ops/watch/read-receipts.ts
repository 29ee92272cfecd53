import { deliverySpanMs } from './read-deliveries.ts';
import { type MetricPoint, ownMetric, type ReadMetrics } from './read-metrics.ts';

/** What came in during the last quarter of an hour; a point a minute, of the minutes that had any. */
export type Receipts = {
  /** Of all sources. */
  readonly accepted: readonly MetricPoint[];
  /** Webhooks whose signature was not genuine. */
  readonly notGenuine: readonly MetricPoint[];
  /** States that no table has a code for, of the sources that had any. */
  readonly unmapped: readonly { readonly source: string; readonly states: number }[];
};

/** Throws Unavailable. */
export async function readReceipts(
  { environment, readMetrics }: { readonly environment: string; readonly readMetrics: ReadMetrics },
  sources: readonly string[],
  nowMs: number,
): Promise<Receipts> {
  const statistic = 'Sum';
  const reason = 'signature-refused';
  const [notGenuine = [], ...bySource] = await readMetrics(
    [
      { ...ownMetric(environment, 'WebhooksRefused', { reason }), statistic },
      ...sources.flatMap((source) => [
        { ...ownMetric(environment, 'WebhooksAccepted', { source }), statistic } as const,
        { ...ownMetric(environment, 'UnmappedStates', { source }), statistic } as const,
      ]),
    ],
    { fromMs: nowMs - deliverySpanMs, toMs: nowMs, periodMs: 60_000 },
  );
  const unmapped = sources.map((source, index) => ({
    source,
    states: (bySource[2 * index + 1] ?? []).reduce((sum, { value }) => sum + value, 0),
  }));
  return {
    accepted: bySource.flatMap((points, index) => (index % 2 === 0 ? points : [])),
    notGenuine,
    unmapped: unmapped.filter(({ states }) => states > 0),
  };
}
