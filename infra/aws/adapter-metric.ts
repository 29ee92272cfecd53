import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  commonDimensions,
  type MetricDimensions,
  type MetricName,
  metricNamespace,
} from '../../shared/metrics.ts';

type Reading = {
  readonly dimensions?: MetricDimensions;
  readonly statistic?: string;
  readonly period?: Duration;
  readonly label?: string;
};

/** Gives a metric that the functions of one deployment write, as its sum over five minutes unless told otherwise. */
export type AdapterMetric = (name: MetricName, reading?: Reading) => Metric;

/** The dimensions must be those that the port writes, all of them: any other set is another metric, which has no data. */
export function adapterMetrics(environment: string): AdapterMetric {
  return (metricName, { dimensions = {}, statistic = Stats.SUM, period = Duration.minutes(5), label } = {}) =>
    new Metric({
      namespace: metricNamespace,
      metricName,
      dimensionsMap: { ...commonDimensions(environment), ...dimensions },
      statistic,
      period,
      ...(label && { label }),
    });
}
