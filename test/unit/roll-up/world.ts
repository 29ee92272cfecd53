import { openEnvelope, packEnvelopes } from '../../../shared/events/envelope.ts';
import type { EventOf, TranslatedEvent } from '../../../shared/events/event.ts';
import type { ContactName, ContactStore, StoredContact } from '../../../shared/ports/contact-store.ts';
import type { DeadLetter } from '../../../shared/ports/dead-letters.ts';
import type { DirtyMark, DirtyVolumes } from '../../../shared/ports/dirty-volumes.ts';
import type { QueueMessage } from '../../../shared/queue-window/queue-message.ts';
import { recordContacts } from '../../../shared/record-contacts/record-contacts.ts';
import type { VolumeKey } from '../../../shared/roll-up/quarter-hour.ts';
import { readVolume } from '../../../shared/roll-up/read-volume.ts';
import { rollUp } from '../../../shared/roll-up/roll-up.ts';
import type { VolumeFigures } from '../../../shared/roll-up/volume-row.ts';
import { configuration as base } from '../deliver-events/sample.ts';

type ContactEvent = Extract<TranslatedEvent, { type: 'contact-milestone' | 'contact-summary' }>;
type Configuration = typeof base;

/** Called before whatever the table or a queue is asked: it may wait, or end the process that asks. */
export type Step = (what: string) => Promise<void>;

export const minuteMs = 60_000;

/** Contacts, marks and rows as the table and the API would hold them, in memory, and the functions that work on them. */
export function world({
  configuration = base,
  at = '2026-11-23T09:31:00.000Z',
}: {
  readonly configuration?: Configuration;
  readonly at?: string;
} = {}) {
  const clock = { nowMs: Date.parse(at) };
  const contacts = new Map<string, StoredContact>();
  const pointers = new Map<string, Map<string, ContactName>>();
  const marks = new Map<string, DirtyMark>();
  const seen = new Map<string, Set<string>>();
  const closed = new Map<string, string>();
  const asOfs = new Map<string, string>();
  const letters: DeadLetter[] = [];
  const sent: EventOf<'call-volume'>[] = [];
  let version = 0;

  const ports = (step: Step) => ({
    configuration,
    contacts: {
      read: async (names) => {
        await step('read');
        return names.flatMap((name) => contacts.get(nameOf(name)) ?? []);
      },
      replace: async (known, contact) => {
        await step('replace');
        if (contacts.get(nameOf(contact))?.version !== known?.version) return false;
        version += 1;
        contacts.set(nameOf(contact), { ...contact, version: String(version) });
        return true;
      },
      point: async (contact, quarterHour) => {
        await step('point');
        const key = JSON.stringify([contact.accountId, quarterHour]);
        pointers.set(key, (pointers.get(key) ?? new Map()).set(nameOf(contact), contact));
      },
      pointedAt: async (accountId, quarterHour) => {
        await step('pointed-at');
        return [...(pointers.get(JSON.stringify([accountId, quarterHour])) ?? new Map()).values()];
      },
    } satisfies ContactStore,
    dirty: {
      mark: async (key, { start, touchedAt }) => {
        await step('mark');
        version += 1;
        const known = marks.get(keyOf(key));
        const { accountId, collectionPoint, interval } = key;
        const touched = { start, touchedAt: known?.touchedAt ?? touchedAt, version: String(version) };
        marks.set(keyOf(key), { accountId, collectionPoint, interval, ...touched });
      },
      list: async (accountId) => {
        await step('list');
        return [...marks.values()].filter((mark) => mark.accountId === accountId);
      },
      clear: async (listed) => {
        await step('clear');
        if (marks.get(keyOf(listed))?.version !== listed.version) return false;
        return marks.delete(keyOf(listed));
      },
    } satisfies DirtyVolumes,
    collectionPoints: {
      see: async (accountId: string, collectionPoint: string) => {
        await step('see');
        seen.set(accountId, (seen.get(accountId) ?? new Set()).add(collectionPoint));
      },
      list: async (accountId: string) => {
        await step('list-points');
        return [...(seen.get(accountId) ?? [])];
      },
    },
    runs: {
      closedUntil: async (accountId: string) => {
        await step('closed-until');
        return closed.get(accountId);
      },
      closeUntil: async (accountId: string, until: string) => {
        await step('close-until');
        if ((closed.get(accountId) ?? '') < until) closed.set(accountId, until);
      },
      nextAsOf: async (accountId: string) => {
        await step('next-as-of');
        const lastMs = Date.parse(asOfs.get(accountId) ?? '1970-01-01T00:00:00.000Z');
        const next = new Date(Math.max(clock.nowMs, lastMs + 1)).toISOString();
        asOfs.set(accountId, next);
        return next;
      },
    },
    deadLetters: {
      put: async (letter: DeadLetter) => {
        await step('dead-letter');
        letters.push(letter);
      },
    },
    events: {
      send: async (bodies: readonly string[]) => {
        await step('send');
        for (const body of bodies)
          sent.push(...openEnvelope(body).flatMap((event) => (event.type === 'call-volume' ? event : [])));
      },
    },
    queue: { delay: async () => {} },
    now: () => clock.nowMs,
    random: () => 0.5,
    remainingMs: () => 60_000,
    log: () => {},
  });

  const noStep: Step = async () => {};
  return {
    clock,
    marks,
    letters,
    sent,
    ports,
    record: (messages: readonly QueueMessage[], step = noStep, overrides = {}) =>
      recordContacts(messages, { ...ports(step), ...overrides }),
    rollUp: (step = noStep, overrides = {}) => rollUp({ ...ports(step), ...overrides }),
    /** The figures that the API has in the end: of each key those of the newest row. */
    delivered: () => deliveredRows(sent),
    /** What they must be. */
    due: (key: VolumeKey): Promise<VolumeFigures> => readVolume(key, ports(noStep)),
  };
}

function deliveredRows(sent: readonly EventOf<'call-volume'>[]) {
  const newest = new Map<string, EventOf<'call-volume'>>();
  for (const event of sent) {
    const key = `${event.collectionPoint}@${event.interval.slice(0, 16)}`;
    if ((newest.get(key)?.asOf ?? '') <= (event.asOf ?? '')) newest.set(key, event);
  }
  return new Map([...newest].map(([key, event]) => [key, figuresOf(event)]));
}

/** Offered, not handled, talk, hold, service level, outbound and its seconds. */
export function figuresOf(event: VolumeFigures | EventOf<'call-volume'>): readonly (number | undefined)[] {
  const { contactsOffered, contactsNotHandled, talkSeconds, holdSeconds, serviceLevelPct } = event;
  const { outboundContacts, outboundSeconds } = event;
  return [
    contactsOffered,
    contactsNotHandled,
    talkSeconds,
    holdSeconds,
    serviceLevelPct,
    outboundContacts,
    outboundSeconds,
  ];
}

/** A message of contact events, as receive-webhook packs them. */
export function message(
  messageId: string,
  events: readonly ContactEvent[],
  {
    receivedAt = '2026-11-23T09:31:00.000Z',
    ...overrides
  }: Partial<QueueMessage> & { receivedAt?: string } = {},
): QueueMessage {
  const provenance = { source: 'standard', accountId: '1', receivedAt };
  const [body = ''] = packEnvelopes(
    provenance,
    events.map((event, index) => ({ ...event, id: `${messageId}-${index}` })),
  );
  return {
    ...{ messageId, receiptHandle: messageId, body, receiveCount: 1, sentAtMs: Date.parse(receivedAt) },
    ...overrides,
  };
}

/** A milestone of an inbound contact at `support`, on one morning. */
export function milestone(
  contactId: string,
  reached: EventOf<'contact-milestone'>['milestone'],
  time: string,
  overrides: Partial<EventOf<'contact-milestone'>> = {},
): ContactEvent {
  return {
    type: 'contact-milestone',
    contactId,
    collectionPoint: 'support',
    at: time.length > 8 ? time : `2026-11-23T${time}.000Z`,
    milestone: reached,
    ...overrides,
  };
}

function nameOf({ accountId, source, contactId }: ContactName): string {
  return JSON.stringify([accountId, source, contactId]);
}

function keyOf({ accountId, collectionPoint, interval }: VolumeKey): string {
  return JSON.stringify([accountId, interval, collectionPoint]);
}
