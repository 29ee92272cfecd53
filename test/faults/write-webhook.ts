import type { UnsignedWebhook } from '../../shared/sources/source.ts';
import type { PlannedWebhook } from './center.ts';
import type { Told } from './vendors.ts';
import { writeContact } from './write-contact.ts';

/** A planned webhook's bytes before they are signed, its day beginning at `beganAtMs`. */
export function writeWebhook(webhook: PlannedWebhook, beganAtMs: number): UnsignedWebhook {
  return {
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(bodyOf(webhook, beganAtMs + webhook.vendor.aheadMs))),
  };
}

function bodyOf({ kind, vendor, told, telling }: PlannedWebhook, beganAtMs: number): unknown {
  if (telling) return writeContact(telling, beganAtMs);
  const [change] = told.map((one) => atTime(one, beganAtMs));
  if (!change) throw new Error('a webhook that tells nothing');
  if (kind !== 'untranslatable') return vendor.write(change);
  return {
    event: 'contact_center.user_status_changed',
    payload: { object: { user_id: change.agentId } },
  };
}

function atTime(change: Told, beganAtMs: number): Told {
  return { ...change, atMs: beganAtMs + change.atMs };
}
