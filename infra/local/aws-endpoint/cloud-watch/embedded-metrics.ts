import * as z from 'zod/mini';
import { jsonIn } from './json-in.ts';

/** One measured value of a metric. */
export type MetricSample = {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly atMs: number;
  readonly value: number;
};

const directive = z.object({
  Namespace: z.string(),
  Dimensions: z.array(z.array(z.string())),
  Metrics: z.array(z.object({ Name: z.string() })),
});
const embedded = z.looseObject({
  _aws: z.object({ Timestamp: z.number(), CloudWatchMetrics: z.array(directive) }),
});
const values = z.union([z.number(), z.array(z.number())]);

/**
 * The values that a line of a function's log holds in CloudWatch's embedded metric format; none where it is another line.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(line: string): readonly MetricSample[] {
  if (!line.includes('"_aws"')) return [];
  const { data } = embedded.safeParse(jsonIn(line));
  if (!data) return [];
  const { Timestamp: atMs, CloudWatchMetrics: directives } = data._aws;
  return directives.flatMap(({ Namespace: namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) => {
      const dimensions = Object.fromEntries(names.map((name) => [name, String(data[name] ?? '')]));
      return Metrics.flatMap(({ Name: name }) =>
        valuesOf(data[name]).map((value) => ({ namespace, name, dimensions, atMs, value })),
      );
    }),
  );
}

function valuesOf(given: unknown): readonly number[] {
  const { data = [] } = values.safeParse(given);
  return typeof data === 'number' ? [data] : data;
}
