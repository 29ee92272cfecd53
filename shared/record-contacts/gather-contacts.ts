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

/** An event that no contact can take. */
export type RefusedEvent = {
  readonly message: QueueMessage;
  readonly event: CanonicalEvent;
  readonly why: { readonly reason: DeadLetterReason; readonly detail: string };
};

const hourMs = 3_600_000;
/** A message may have waited so long since it came in; contacts are kept for it. */
const queueHours = 14 * 24;
/** A row is summed within a day of its mark, or much else stands still. */
const rollUpHours = 24;

/** What happened longer ago when it came in cannot be counted. */
export function countableHours({ horizonHours }: RollUpConfiguration): number {
  return horizonHours + queueHours;
}

/** So long is kept what is known of a contact, from when it was told last. */
export function keptHours({ horizonHours }: RollUpConfiguration): number {
  return horizonHours + 2 * queueHours;
}

/** What happened longer ago when it is recorded cannot be counted: an event that is redriven keeps the time it came in at. */
export function recordableHours(rules: RollUpConfiguration): number {
  return keptHours(rules) - rollUpHours;
}

/** The window's events by contact, and those that no contact can take. */
export function gatherContacts(open: readonly OpenMessage[], rules: RollUpConfiguration, nowMs: number) {
  const contacts = new Map<string, ToldContact>();
  const refused: RefusedEvent[] = [];
  for (const { message, events } of open)
    for (const event of events) {
      const why = faultOf(event, rules, nowMs);
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

function faultOf(
  event: CanonicalEvent,
  rules: RollUpConfiguration,
  nowMs: number,
): RefusedEvent['why'] | undefined {
  if (!isOfContact(event))
    return { reason: 'unreadable', detail: `${event.type} events belong in the events queue` };
  const at = event.type === 'contact-milestone' ? event.at : event.offeredAt;
  const hoursTo = (ms: number) => (ms - Date.parse(at)) / hourMs;
  const whenReceived = { hours: hoursTo(Date.parse(event.receivedAt)), max: countableHours(rules) };
  // What is redriven keeps the time at which it came in, whenever that was.
  const whenRecorded = { hours: hoursTo(nowMs), max: recordableHours(rules) };
  const late = [whenReceived, whenRecorded].find(({ hours, max }) => hours > max);
  if (!late) return undefined;
  // What else its quarter hour counted may be kept no longer, so that a row made of it would be wrong.
  const what = `it tells of ${at}, ${Math.floor(late.hours)} hours before it ${late === whenReceived ? 'came in' : 'was recorded'}`;
  return { reason: 'too-old', detail: `${what}; no more than ${late.max} can be counted` };
}

function isOfContact(event: CanonicalEvent): event is ContactEvent {
  return event.type === 'contact-milestone' || event.type === 'contact-summary';
}
