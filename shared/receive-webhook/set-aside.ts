import { createHash } from 'node:crypto';
import type { Untranslatable } from '../errors.ts';
import type { Arrival } from './find-source.ts';
import { maskSecrets } from './mask-secrets.ts';
import { originalOf } from './original.ts';
import type { ReceiveDependencies } from './receive-webhook.ts';

/** Writes a genuine webhook whole to the dead letters, without its secrets; throws Unavailable where they do not take it. */
export async function setAside(
  arrival: Arrival,
  error: Untranslatable,
  { secrets, deadLetters, log }: Pick<ReceiveDependencies, 'secrets' | 'deadLetters' | 'log'>,
): Promise<void> {
  const { source, accountId, receivedAt } = arrival.provenance;
  const known = await secrets.read(arrival.sourceName);
  const original = originalOf(arrival.webhook, receivedAt, known);
  // Equal bodies can be two events, and a second receipt of one is worth keeping: `original` says when it came in.
  const id = `webhook/${createHash('sha256').update(original).digest('hex')}`;
  const detail = maskSecrets(Buffer.from(error.message), known).toString();
  const times = { firstSeenAt: receivedAt, lastSeenAt: receivedAt };
  await deadLetters.put({ id, reason: 'untranslatable', detail, source, accountId, ...times, original });
  log('warn', 'dead-lettered', { reason: 'untranslatable', source, id });
}
