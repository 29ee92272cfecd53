import type { UnsignedWebhook } from '../../shared/sources/source.ts';
import type { PlannedWebhook } from './center.ts';
import type { Told } from './vendors.ts';

/** A planned webhook's bytes before they are signed, its day beginning at `beganAtMs`. */
export function writeWebhook({ vendor, kind, told }: PlannedWebhook, beganAtMs: number): UnsignedWebhook {
  const [change] = told.map((one) => atTime(one, beganAtMs + vendor.aheadMs));
  if (!change) throw new Error('a webhook that tells nothing');
  const body = bodyOf(kind, change, vendor);
  return {
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  };
}

function bodyOf(kind: PlannedWebhook['kind'], change: Told, vendor: PlannedWebhook['vendor']): unknown {
  const { agentId, atMs } = change;
  const at = new Date(atMs).toISOString();
  if (kind === 'untranslatable')
    return { event: 'contact_center.user_status_changed', payload: { object: { user_id: agentId } } };
  if (kind !== 'contact') return vendor.write(change);
  const contactId = `contact-${agentId}-${atMs}`;
  if (vendor.name === 'standard')
    return { type: 'contact-milestone', contactId, agentId, collectionPoint: 'q', at, milestone: 'answered' };
  const contact = { engagement_id: contactId, channel: 'voice', cc_queue_id: 'q', user_id: agentId };
  return {
    event: 'contact_center.engagement_user_answered',
    payload: { object: { ...contact, engagement_direction: 'inbound', date_time_ms: at } },
  };
}

function atTime(change: Told, beganAtMs: number): Told {
  return { ...change, atMs: beganAtMs + change.atMs };
}
