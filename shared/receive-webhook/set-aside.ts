import { createHash } from 'node:crypto';
import { tellDeadLetter } from '../dead-letters/tell-dead-letter.ts';
import type { Untranslatable } from '../errors.ts';
import type { Arrival } from './find-source.ts';
import { maskSecrets } from './mask-secrets.ts';
import { originalOf } from './original.ts';
import type { ReceiveDependencies } from './receive-webhook.ts';

type Writer = Pick<ReceiveDependencies, 'secrets' | 'deadLetters' | 'now' | 'log'>;

/** Writes a genuine webhook whole to the dead letters, without its secrets; throws Unavailable where they do not take it. */
export async function setAside(arrival: Arrival, error: Untranslatable, writer: Writer): Promise<void> {
  const known = await writer.secrets.read(arrival.sourceName);
  const original = originalOf(arrival.webhook, arrival.provenance.receivedAt, known);
  await setAsideAgain(arrival, { original, error }, writer);
}

/** The same of an original that was set aside before: it is the same dead letter, with the words of now. */
export async function setAsideAgain(
  arrival: Arrival,
  { original, error }: { readonly original: string; readonly error: Untranslatable },
  { secrets, deadLetters, now, log }: Writer,
): Promise<string> {
  const { source, accountId, receivedAt, correlationId } = arrival.provenance;
  const known = await secrets.read(arrival.sourceName);
  // Equal bodies can be two events, and a second receipt of one is worth keeping: `original` says when it came in.
  const id = `webhook/${createHash('sha256').update(original).digest('hex')}`;
  const detail = maskSecrets(Buffer.from(error.message), known).toString();
  const times = { firstSeenAt: receivedAt, lastSeenAt: new Date(now()).toISOString() };
  const reason = 'untranslatable';
  await deadLetters.put({ id, reason, detail, source, accountId, ...times, correlationId, original });
  tellDeadLetter({ id, reason, source, correlationId }, log);
  return detail;
}
