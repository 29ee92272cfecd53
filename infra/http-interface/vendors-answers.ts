import { sources } from '../../shared/sources/registry.ts';
import type { WebhookSource } from '../../shared/sources/source.ts';

/** The vendors that send webhooks, by name; what `custom` and `five9` answer may be said in a source's entry. */
export const webhookVendors: readonly WebhookSource[] = Object.values(sources).filter(
  (source) => source.transport === 'webhook',
);

/** The vendors of which this holds, as `zoom, aircall`. */
export function vendorsThat(holds: (source: WebhookSource) => boolean): string {
  return webhookVendors
    .filter(holds)
    .map(({ vendor }) => vendor)
    .join(', ');
}
