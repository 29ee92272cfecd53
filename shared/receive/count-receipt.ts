import type { Provenance } from '../events/event.ts';
import type { Metrics } from '../metrics.ts';

/** Counts an event over AWS as a webhook, once SQS has the events that it holds; without any it was of a kind not used. */
export function countReceipt(events: number, { source }: Pick<Provenance, 'source'>, metrics: Metrics): void {
  metrics(events > 0 ? 'WebhooksAccepted' : 'WebhooksIgnored', 1, { source });
}
