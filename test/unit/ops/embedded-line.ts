import { type MetricDimensions, metricNamespace, metricService } from '../../../shared/metrics.ts';

type Line = {
  readonly environment: string;
  readonly atMs: number;
  readonly metrics: Readonly<Record<string, number | readonly number[]>>;
  readonly dimensions?: MetricDimensions;
};

/** A line of metrics as a function's log holds it. */
export function embeddedLine({ environment, atMs, metrics, dimensions = {} }: Line): string {
  const own = { service: metricService, environment, ...dimensions };
  return JSON.stringify({
    _aws: {
      Timestamp: atMs,
      CloudWatchMetrics: [
        {
          Namespace: metricNamespace,
          Dimensions: [Object.keys(own)],
          Metrics: Object.keys(metrics).map((Name) => ({ Name, Unit: 'Count' })),
        },
      ],
    },
    ...own,
    ...metrics,
  });
}
