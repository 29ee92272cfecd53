import type { Metrics } from '../metrics.ts';

/** Counts a webhook that its sender has to mend: by the error's code for the alarm, and by source where that is a configured one. */
export function countRefusal(reason: string, source: string | undefined, metrics: Metrics): void {
  metrics('WebhooksRefused', 1, { reason });
  if (source !== undefined) metrics('WebhooksRefused', 1, { source, reason });
}
