import { Metrics as EmbeddedMetrics } from '@aws-lambda-powertools/metrics';
import {
  type MetricDimensions,
  type MetricName,
  type Metrics,
  metricNamespace,
  metricService,
  metricUnits,
} from '../metrics.ts';

/** What was measured, until it is published. */
export type MeteredInvocation = {
  readonly metrics: Metrics;
  /** Writes what was measured since the last time: lines of the log for each set of dimensions. */
  readonly publish: () => void;
};

/** The specification's limit: a line with more values of a metric is no metric at all. */
const maxValuesInLine = 100;

/**
 * Metrics by the embedded metric format: CloudWatch reads them out of the function's log, so that no call is made and no grant
 * needed. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function createMetrics(environment: string): MeteredInvocation {
  // A line has one set of dimensions, so each set has a collector of its own: there are as many as there are metrics.
  const collectors = new Map<string, Collector>();
  const collectorOf = (dimensions: MetricDimensions): Collector => {
    const key = Object.entries(dimensions).join();
    const collector = collectors.get(key) ?? new Collector(environment, dimensions);
    collectors.set(key, collector);
    return collector;
  };
  return {
    metrics: (name, value, dimensions = {}) =>
      collectorOf(dimensions).add(name, typeof value === 'number' ? [value] : value),
    publish: () => {
      for (const collector of collectors.values()) collector.publish();
    },
  };
}

/**
 * Powertools checks every value and copies all that it holds of the metric with each, which for a window's thousands is a
 * fifth of their delivery. So the values are gathered here, and it makes the line about them.
 */
class Collector extends EmbeddedMetrics {
  readonly #measured = new Map<MetricName, number[]>();

  constructor(environment: string, dimensions: MetricDimensions) {
    super({
      namespace: metricNamespace,
      serviceName: metricService,
      defaultDimensions: { environment, ...dimensions },
    });
  }

  add(name: MetricName, values: readonly number[]): void {
    for (let taken = 0; taken < values.length; ) {
      const held = this.#measured.get(name) ?? [];
      const fitting = values.slice(taken, taken + maxValuesInLine - held.length);
      taken += fitting.length;
      held.push(...fitting);
      this.#measured.set(name, held);
      if (held.length === maxValuesInLine) this.publish();
    }
  }

  publish(): void {
    if (this.#measured.size === 0) return;
    for (const [name, [first = 0]] of this.#measured) this.addMetric(name, metricUnits[name], first);
    this.publishStoredMetrics();
    this.#measured.clear();
  }

  /** What publishing writes. */
  override serializeMetrics(): ReturnType<EmbeddedMetrics['serializeMetrics']> {
    const lists = [...this.#measured].filter(([, values]) => values.length > 1);
    return { ...super.serializeMetrics(), ...Object.fromEntries(lists) };
  }
}
