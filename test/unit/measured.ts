import type { MetricDimensions, MetricName } from '../../shared/metrics.ts';

/** A call of the metrics port, as the tests' doubles keep it. */
export type Measured = {
  readonly name: MetricName;
  readonly value: number | readonly number[];
} & MetricDimensions;
