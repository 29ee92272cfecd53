import { packEnvelopes, splitEvent } from '../events/envelope.ts';
import type { EventOf } from '../events/event.ts';

/** The bodies of the messages that carry these rows, which are of one account and as of one time; `correlationId` is that of the run that made them. */
export function packRows(
  events: readonly EventOf<'call-volume'>[],
  correlationId?: string | undefined,
): string[] {
  const [first] = events;
  if (!first) return [];
  return packEnvelopes(
    { ...splitEvent(first).provenance, correlationId },
    events.map((event) => splitEvent(event).own),
  );
}
