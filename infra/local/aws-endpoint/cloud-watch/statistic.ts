import type { MeasuredMinute } from './metric-store.ts';

/** What CloudWatch computes of the values of a period; undefined for a statistic that this one does not know. */
export function statisticOf(name: string, minutes: readonly MeasuredMinute[]): number | undefined {
  const values = minutes.flatMap(({ counts }) => [...counts]).toSorted(([one], [other]) => one - other);
  const count = values.reduce((sum, [, times]) => sum + times, 0);
  const sum = values.reduce((total, [value, times]) => total + value * times, 0);
  switch (name) {
    case 'Sum':
      return sum;
    case 'SampleCount':
      return count;
    case 'Average':
      return sum / count;
    case 'Minimum':
      return values.at(0)?.[0];
    case 'Maximum':
      return values.at(-1)?.[0];
    default:
      return percentileOf(name, values, count);
  }
}

/** The smallest value that so many of all values are not above: `p95`, `p99.9`. */
function percentileOf(
  name: string,
  values: readonly (readonly [number, number])[],
  count: number,
): number | undefined {
  const percent = Number(/^p(\d{1,2}(?:\.\d+)?|100)$/.exec(name)?.[1]);
  let below = 0;
  for (const [value, times] of values) {
    below += times;
    if (below >= (percent / 100) * count) return value;
  }
  return undefined;
}
