import type { MetricName } from '../../../shared/metrics.ts';
import { type MetricPoint, ownMetric, type ReadMetrics } from './read-metrics.ts';

/** So far back a source's rhythm is read; CloudWatch keeps the minutes of 15 days. */
export const rhythmDays = 14;
const dayMs = 86_400_000;
export const quarterMs = 15 * 60_000;
/** Where it sent within this time, when is told to the minute. */
const recentMs = 3 * 3_600_000;

/** When a source sent something, as its metrics tell; whatever it sent shows that it is alive. */
export type SourceActivity = {
  readonly source: string;
  /** The beginnings of the quarter hours in which it sent anything, the oldest first. */
  readonly activeQuartersMs: readonly number[];
  /** The beginning of the last minute, or quarter hour where that is longer ago, in which it sent anything; undefined where it never did. */
  readonly lastAtMs: number | undefined;
  /** From then on there are figures, be they zeros: silence before it tells nothing. Undefined where there are none at all. */
  readonly knownSinceMs: number | undefined;
  /** The last quarter hour in which it told that an agent had gone. */
  readonly lastSignOffMs: number | undefined;
};

const names = ['WebhooksAccepted', 'WebhooksIgnored', 'OfflineStates'] as const satisfies MetricName[];
type Points = readonly MetricPoint[];

/** The activity of each of these sources over the last 14 days. Throws Unavailable. */
export async function readSourceActivity(
  { environment, readMetrics }: { readonly environment: string; readonly readMetrics: ReadMetrics },
  sources: readonly string[],
  nowMs: number,
): Promise<readonly SourceActivity[]> {
  const queries = sources.flatMap((source) =>
    names.map((name) => ({ ...ownMetric(environment, name, { source }), statistic: 'Sum' as const })),
  );
  const over = (spanMs: number, periodMs: number) =>
    readMetrics(queries, { fromMs: nowMs - spanMs, toMs: nowMs, periodMs });
  const [quarters, minutes] = await Promise.all([
    over(rhythmDays * dayMs, quarterMs),
    over(recentMs, 60_000),
  ]);
  return sources.map((source, index) => {
    const of = (series: readonly Points[], name: number) => series[index * names.length + name] ?? [];
    const sent = [...of(quarters, 0), ...of(quarters, 1)];
    const activeQuartersMs = [...new Set(activeTimes(sent))].toSorted((one, other) => one - other);
    const lastMinutes = activeTimes([...of(minutes, 0), ...of(minutes, 1)]);
    return {
      source,
      activeQuartersMs,
      lastAtMs: latest(lastMinutes) ?? activeQuartersMs.at(-1),
      knownSinceMs: earliest(sent.map(({ atMs }) => atMs)),
      lastSignOffMs: latest(activeTimes(of(quarters, 2))),
    };
  });
}

/** The zeros are the roll-up's, which tells of every source that it looked. */
function activeTimes(points: Points): number[] {
  return points.filter(({ value }) => value > 0).map(({ atMs }) => atMs);
}

function latest(times: readonly number[]): number | undefined {
  return times.length > 0 ? times.reduce((most, each) => Math.max(most, each)) : undefined;
}

function earliest(times: readonly number[]): number | undefined {
  return times.length > 0 ? times.reduce((least, each) => Math.min(least, each)) : undefined;
}
