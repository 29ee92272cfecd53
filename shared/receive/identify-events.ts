import { hash } from 'node:crypto';
import type { IdentifiedEvent } from '../events/envelope.ts';
import type { Provenance, TranslatedEvent } from '../events/event.ts';

/** The events with their ids: their own where they have one, else derived from their content. */
export function identifyEvents(
  events: readonly TranslatedEvent[],
  provenance: Provenance,
): readonly IdentifiedEvent[] {
  return events.map((event) => ({ ...event, id: event.id ?? contentId(event, provenance) }));
}

/**
 * The same for every delivery of one event, however its body is written. An event that says what is so without saying
 * since when (a person, a volume row without `asOf`) can be told again later and be another one, so that the time of
 * receipt belongs to its identity.
 */
function contentId(event: TranslatedEvent, { source, accountId, receivedAt }: Provenance): string {
  const fields = Object.entries(event)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const key = [source, accountId, isTimed(event) ? '' : receivedAt, fields];
  return hash('sha256', JSON.stringify(key), 'hex');
}

function isTimed(event: TranslatedEvent): boolean {
  switch (event.type) {
    case 'agent-activity':
    case 'contact-milestone':
    case 'contact-summary':
      return true;
    case 'call-volume':
      return event.asOf !== undefined;
    case 'person':
    case 'collection-point':
      return false;
  }
}
