import { createHash } from 'node:crypto';
import { packEnvelopes } from '../events/envelope.ts';
import type { CanonicalEvent } from '../events/event.ts';
import type { DeadLetter } from '../ports/dead-letters.ts';

/**
 * What an event that goes to the dead letters says of itself: an envelope of its own, so that it can be enqueued again as
 * it is. A sender's own ids may repeat, and the content tells such events apart. When it was received is no part of it: what
 * a vendor sends again, or what is redriven and fails again, is the same dead letter.
 */
export function eventLetter(
  event: CanonicalEvent,
): Pick<DeadLetter, 'id' | 'source' | 'accountId' | 'firstSeenAt' | 'original'> {
  const { source, accountId, receivedAt, ...rest } = event;
  const [original = ''] = packEnvelopes({ source, accountId, receivedAt }, [rest]);
  const content = createHash('sha256')
    .update(JSON.stringify([accountId, rest]))
    .digest('base64url')
    .slice(0, 16);
  return { id: `${event.type}/${event.id}/${content}`, source, accountId, firstSeenAt: receivedAt, original };
}
