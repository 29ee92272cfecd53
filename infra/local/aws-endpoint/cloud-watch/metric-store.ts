import type { MetricSample } from './embedded-metrics.ts';

/** Which metric: all its dimensions, since any other set of them is another metric. */
export type MetricId = Pick<MetricSample, 'namespace' | 'name' | 'dimensions'>;

/** How often each value was measured in a minute that begins then. */
export type MeasuredMinute = { readonly atMs: number; readonly counts: ReadonlyMap<number, number> };

export type MetricStore = {
  readonly put: (samples: readonly MetricSample[]) => void;
  /** The minutes that begin from the first time on and before the second, in no order. */
  readonly read: (metric: MetricId, fromMs: number, toMs: number) => readonly MeasuredMinute[];
};

const minuteMs = 60_000;
/** A local run is looked at while it runs; CloudWatch keeps minutes for 15 days. */
const keptMs = 24 * 3_600_000;

/** Keeps a day of metrics in memory, by the minute; `now` in the time that the functions run in. */
export function createMetricStore(now: () => number): MetricStore {
  const series = new Map<string, Map<number, Map<number, number>>>();
  const minutesOf = (metric: MetricId) => getOrMake(series, keyOf(metric), () => new Map());
  return {
    put: (samples) => {
      for (const sample of samples) {
        const minutes = minutesOf(sample);
        const atMs = Math.floor(sample.atMs / minuteMs) * minuteMs;
        if (!minutes.has(atMs)) forgetBefore(minutes, now() - keptMs);
        const counts = getOrMake(minutes, atMs, () => new Map());
        counts.set(sample.value, (counts.get(sample.value) ?? 0) + 1);
      }
    },
    read: (metric, fromMs, toMs) =>
      [...(series.get(keyOf(metric)) ?? [])]
        .filter(([atMs]) => atMs >= fromMs && atMs < toMs)
        .map(([atMs, counts]) => ({ atMs, counts })),
  };
}

function keyOf({ namespace, name, dimensions }: MetricId): string {
  const sorted = Object.entries(dimensions).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([namespace, name, sorted]);
}

function forgetBefore(minutes: Map<number, unknown>, ms: number): void {
  for (const atMs of minutes.keys()) if (atMs < ms) minutes.delete(atMs);
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
