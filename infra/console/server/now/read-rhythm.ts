import { ownMetric, type ReadMetrics } from '../../../ops/watch/read-metrics.ts';
import { quarterMs } from '../../../ops/watch/read-source-activity.ts';

/** Twelve hours of quarters. */
const quarters = 48;
const names = ['WebhooksAccepted', 'WebhooksIgnored'] as const;

/** How much each of these sources sent in each quarter of the last hours, the oldest first. Throws Unavailable. */
export async function readRhythm(
  { environment, readMetrics }: { readonly environment: string; readonly readMetrics: ReadMetrics },
  sources: readonly string[],
  nowMs: number,
): Promise<readonly (readonly number[])[]> {
  const toMs = Math.ceil(nowMs / quarterMs) * quarterMs;
  const fromMs = toMs - quarters * quarterMs;
  const series = await readMetrics(
    sources.flatMap((source) =>
      names.map((name) => ({ ...ownMetric(environment, name, { source }), statistic: 'Sum' as const })),
    ),
    { fromMs, toMs, periodMs: quarterMs },
  );
  return sources.map((_, index) => {
    const points = names.flatMap((_name, offset) => series[index * names.length + offset] ?? []);
    const counts = Array.from({ length: quarters }, () => 0);
    for (const { atMs, value } of points) {
      const quarter = Math.floor((atMs - fromMs) / quarterMs);
      counts[quarter] = (counts[quarter] ?? 0) + value;
    }
    return counts;
  });
}
