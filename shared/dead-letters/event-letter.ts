import { createHash } from 'node:crypto';
import { packEnvelopes, splitEvent } from '../events/envelope.ts';
import type { CanonicalEvent } from '../events/event.ts';
import type { DeadLetter } from '../ports/dead-letters.ts';

/**
 * What an event that goes to the dead letters says of itself: an envelope of its own, so that it can be enqueued again as
 * it is. A sender's own ids may repeat, and the content tells such events apart. When it was received is no part of it: what
 * a vendor sends again, or what is redriven and fails again, is the same dead letter; so it is with the correlation id.
 */
export function eventLetter(
  event: CanonicalEvent,
): Pick<DeadLetter, 'id' | 'source' | 'accountId' | 'firstSeenAt' | 'correlationId' | 'original'> {
  const { provenance, own } = splitEvent(event);
  const { source, accountId, receivedAt, correlationId } = provenance;
  const [original = ''] = packEnvelopes(provenance, [own]);
  const content = createHash('sha256')
    .update(JSON.stringify([accountId, own]))
    .digest('base64url')
    .slice(0, 16);
  const id = `${event.type}/${event.id}/${content}`;
  return { id, source, accountId, firstSeenAt: receivedAt, correlationId, original };
}
