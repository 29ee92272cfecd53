import { packEnvelopes } from '../events/envelope.ts';
import type { EventOf } from '../events/event.ts';

/** The bodies of the messages that carry these rows, which are of one account and as of one time. */
export function packRows(events: readonly EventOf<'call-volume'>[]): string[] {
  const [first] = events;
  if (!first) return [];
  const { source, accountId, receivedAt } = first;
  return packEnvelopes(
    { source, accountId, receivedAt },
    events.map(({ source: _, accountId: __, receivedAt: ___, ...event }) => event),
  );
}
