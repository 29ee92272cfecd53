import { Metrics as EmbeddedMetrics } from '@aws-lambda-powertools/metrics';
import {
  type MetricDimensions,
  type Metrics,
  metricNamespace,
  metricService,
  metricUnits,
} from '../metrics.ts';

/** What was measured, until it is published. */
export type MeteredInvocation = {
  readonly metrics: Metrics;
  /** Writes what was measured since the last time: one line of the log for each set of dimensions. */
  readonly publish: () => void;
};

/**
 * Metrics by the embedded metric format: CloudWatch reads them out of the function's log, so that no call is made and no grant
 * needed. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function createMetrics(environment: string): MeteredInvocation {
  // A line has one set of dimensions, so each set has a collector of its own: there are as many as there are metrics.
  const collectors = new Map<string, EmbeddedMetrics>();
  const collectorOf = (dimensions: MetricDimensions): EmbeddedMetrics => {
    const key = Object.entries(dimensions).join();
    const collector = collectors.get(key) ?? newCollector(environment, dimensions);
    collectors.set(key, collector);
    return collector;
  };
  return {
    metrics: (name, value, dimensions = {}) => {
      collectorOf(dimensions).addMetric(name, metricUnits[name], value);
    },
    publish: () => {
      for (const collector of collectors.values())
        if (collector.hasStoredMetrics()) collector.publishStoredMetrics();
    },
  };
}

function newCollector(environment: string, dimensions: MetricDimensions): EmbeddedMetrics {
  return new EmbeddedMetrics({
    namespace: metricNamespace,
    serviceName: metricService,
    defaultDimensions: { environment, ...dimensions },
  });
}
