import type { MetricQuery, ReadMetrics } from '../../ops/watch/read-metrics.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How many webhooks a minute each source sends in its hours, and since when it has been silent. */
export type DemoSource = { readonly perMinute: number; readonly silentForMs?: number };

/** The sources by name; and since when the API has failed, where it does. */
export type DemoTraffic = {
  readonly sources: Readonly<Record<string, DemoSource>>;
  readonly apiFailsForMs?: number;
};

/** A deployment's metrics over the last weeks: busy days, quiet nights, and what fell silent or failed. */
export function demoMetrics({ sources, apiFailsForMs = 0 }: DemoTraffic, nowMs: number): ReadMetrics {
  return async (queries, { fromMs, toMs, periodMs }) =>
    queries.map((query) => {
      const points = [];
      for (let atMs = Math.ceil(fromMs / periodMs) * periodMs; atMs < toMs; atMs += periodMs) {
        const value = metricAt(query, { atMs, periodMs, nowMs, sources, apiFailsForMs });
        if (value !== undefined) points.push({ atMs, value });
      }
      return points;
    });
}

type At = {
  readonly atMs: number;
  readonly periodMs: number;
  readonly nowMs: number;
  readonly sources: Readonly<Record<string, DemoSource>>;
  readonly apiFailsForMs: number;
};

function metricAt({ name, dimensions, statistic }: MetricQuery, at: At): number | undefined {
  const minutes = at.periodMs / minuteMs;
  const isFailing = at.atMs >= at.nowMs - at.apiFailsForMs;
  const isStates = dimensions['call'] === 'bulkInsertAgentActivity';
  switch (name) {
    case 'WebhooksAccepted':
      return webhooks(dimensions['source'] ?? '', at);
    // A value for each request, 0 where it went well.
    case 'ApiErrors':
      return statistic === 'SampleCount' || isFailing ? 2 * minutes : 0;
    case 'RowsRefused':
      return 0;
    case 'RowsDelivered':
      return isFailing ? undefined : Math.round((isStates ? 14 : 1) * minutes);
    case 'Freshness':
      return isStates && !isFailing ? 24_300 : undefined;
    default:
      return undefined;
  }
}

/** From seven to nineteen, as seen from now: whenever the sample is looked at, it is a busy time of the day. */
function webhooks(source: string, { atMs, periodMs, nowMs, sources }: At): number {
  const { perMinute, silentForMs = 0 } = sources[source] ?? { perMinute: 0 };
  if (atMs >= nowMs - silentForMs) return 0;
  const hoursAgo = ((nowMs - atMs) / hourMs) % 24;
  const isDay = hoursAgo < 9 || hoursAgo > 21;
  const wave = 1 + 0.5 * Math.sin(atMs / (37 * minuteMs));
  return isDay ? Math.round((perMinute * wave * periodMs) / minuteMs) : 0;
}
