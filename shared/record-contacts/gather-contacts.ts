import type { RollUpConfiguration } from '../configuration/configuration.ts';
import type { CanonicalEvent } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';
import type { ContactName } from '../ports/contact-store.ts';
import type { DeadLetterReason } from '../ports/dead-letters.ts';
import type { OpenMessage } from '../queue-window/open-messages.ts';
import type { QueueMessage } from '../queue-window/queue-message.ts';
import {
  type ContactEvent,
  type ContactFacts,
  factsOf,
  mergeFacts,
  noFacts,
} from '../roll-up/contact-facts.ts';

/** What a window tells of one contact. */
export type ToldContact = ContactName & {
  readonly facts: ContactFacts;
  /** When the first of it came in. */
  readonly receivedAt: Instant;
  readonly events: readonly ToldEvent[];
};

type ToldEvent = { readonly message: QueueMessage; readonly event: ContactEvent };

type Refused = {
  readonly message: QueueMessage;
  readonly event: CanonicalEvent;
  readonly why: { readonly reason: DeadLetterReason; readonly detail: string };
};

const hourMs = 3_600_000;
/** A message may have waited so long since it came in; contacts are kept for it. */
export const queueHours = 14 * 24;

/** The window's events by contact, and those that no contact can take. */
export function gatherContacts(open: readonly OpenMessage[], rules: RollUpConfiguration) {
  const contacts = new Map<string, ToldContact>();
  const refused: Refused[] = [];
  for (const { message, events } of open)
    for (const event of events) {
      const why = faultOf(event, rules);
      if (why) refused.push({ message, event, why });
      else if (isOfContact(event)) take(event, message, contacts);
    }
  return { contacts: [...contacts.values()], refused };
}

function take(event: ContactEvent, message: QueueMessage, contacts: Map<string, ToldContact>): void {
  const { accountId, source, contactId, receivedAt } = event;
  const key = JSON.stringify([accountId, source, contactId]);
  const known = contacts.get(key) ?? { facts: noFacts, receivedAt, events: [] };
  contacts.set(key, {
    accountId,
    source,
    contactId,
    facts: mergeFacts(known.facts, factsOf(event)),
    receivedAt: receivedAt < known.receivedAt ? receivedAt : known.receivedAt,
    events: [...known.events, { message, event }],
  });
}

function faultOf(event: CanonicalEvent, { horizonHours }: RollUpConfiguration): Refused['why'] | undefined {
  if (!isOfContact(event))
    return { reason: 'unreadable', detail: `${event.type} events belong in the events queue` };
  const at = event.type === 'contact-milestone' ? event.at : event.offeredAt;
  const hours = (Date.parse(event.receivedAt) - Date.parse(at)) / hourMs;
  if (hours <= horizonHours + queueHours) return undefined;
  // What else its quarter hour counted is no longer kept, so that no row can be made with it.
  const what = `it tells of ${at}, ${Math.floor(hours)} hours before it came in`;
  return { reason: 'too-old', detail: `${what}; contacts are kept for ${horizonHours + queueHours} hours` };
}

function isOfContact(event: CanonicalEvent): event is ContactEvent {
  return event.type === 'contact-milestone' || event.type === 'contact-summary';
}
