import type { FieldCondition, MetricFilterDefinition } from '../../deployment.ts';
import type { MetricSample } from './embedded-metrics.ts';
import { jsonIn } from './json-in.ts';

/**
 * What metric filters count of a line, at the line's own time. A line that lacks a dimension's field counts for nothing.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export function filteredMetrics(
  line: string,
  filters: readonly MetricFilterDefinition[],
): readonly MetricSample[] {
  // Most lines are none that is counted, and not worth parsing.
  const possible = filters.filter(({ conditions }) =>
    conditions.every(({ equals }) => equals === undefined || line.includes(`"${equals}"`)),
  );
  if (possible.length === 0) return [];
  const data = jsonIn(line);
  const atMs = Date.parse(String(valueAt(data, ['timestamp'])));
  if (Number.isNaN(atMs)) return [];
  return possible.flatMap(({ conditions, namespace, name, dimensions: wanted }) => {
    if (!conditions.every((condition) => isMet(condition, data))) return [];
    const found = Object.entries(wanted).map(([key, path]) => [key, valueAt(data, path)] as const);
    if (found.some(([, value]) => typeof value !== 'string')) return [];
    const dimensions = Object.fromEntries(found.map(([key, value]) => [key, String(value)]));
    return [{ namespace, name, dimensions, atMs, value: 1 }];
  });
}

function isMet({ field, equals }: FieldCondition, data: unknown): boolean {
  const value = valueAt(data, field);
  return equals === undefined ? value !== undefined && value !== null : value === equals;
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => Object(value)[key], data);
}
