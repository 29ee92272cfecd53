import type { Provenance } from '../events/event.ts';
import type { Metrics } from '../metrics.ts';

/** Counts a genuine webhook, or an event over AWS, once SQS has the events that it holds; without any it was of a kind not used. */
export function countReceipt(events: number, { source }: Pick<Provenance, 'source'>, metrics: Metrics): void {
  metrics(events > 0 ? 'WebhooksAccepted' : 'WebhooksIgnored', 1, { source });
}
