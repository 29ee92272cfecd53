import type { MetricName } from '../metrics.ts';

/**
 * Lines of receive-webhook that CloudWatch counts as metrics, by their `event`. Each webhook writes one of them anyway, so that its
 * metric needs no line of its own, which would weigh more than the whole receipt. They have every dimension of the metric.
 */
export const countedLines = {
  'webhook-accepted': 'WebhooksAccepted',
  'webhook-ignored': 'WebhooksIgnored',
} as const satisfies Readonly<Record<string, MetricName>>;
export type CountedLine = keyof typeof countedLines;
