import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import { openEnvelope, packEnvelopes } from '../../../shared/events/envelope.ts';
import type { EventOf, TranslatedEvent } from '../../../shared/events/event.ts';
import { toZonedTime } from '../../../shared/events/zoned-time.ts';
import type { QueueMessage } from '../../../shared/queue-window/queue-message.ts';
import { recordContacts } from '../../../shared/record-contacts/record-contacts.ts';
import { type ContactFacts, factsOf, mergeFacts, noFacts } from '../../../shared/roll-up/contact-facts.ts';
import { contributionsOf } from '../../../shared/roll-up/contributions.ts';
import { quarterHourOf } from '../../../shared/roll-up/quarter-hour.ts';
import { rollUp } from '../../../shared/roll-up/roll-up.ts';
import { rulesOf } from '../../../shared/roll-up/rules.ts';
import { type VolumeFigures, volumeOf } from '../../../shared/roll-up/volume-row.ts';
import { type Access, emptyMemory, type Memory, portsTo, straight } from './table-in-memory.ts';

/** `09:14:50` of the tests' day. */
export const clock = (time: string) => `2026-11-23T${time}.000Z`;

type Setting = {
  /** What the clock shows at first. */
  readonly nowAt?: string;
  readonly timeZone?: string;
  readonly collectionPoints?: readonly string[];
  readonly horizonHours?: number;
};

export function configured({ timeZone = 'UTC', collectionPoints = [], horizonHours = 24 }: Setting = {}) {
  return parseConfiguration(
    {
      environment: 'test',
      cloudConnect: { baseUrl: 'http://127.0.0.1:1', timeZone },
      rollUp: { horizonHours },
      sources: { standard: { vendor: 'standard', volume: { collectionPoints } } },
    },
    'the test’s configuration',
  );
}

type Run = { readonly access?: Access; readonly remainingMs?: () => number };

/** The contacts queue, the table and the events queue in memory, with the two functions between them. */
export function world(setting: Setting = {}) {
  const configuration = configured(setting);
  const memory = emptyMemory();
  const time = { ms: Date.parse(setting.nowAt ?? clock('09:16:00')) };
  const now = () => time.ms;
  const process = ({ access = straight, remainingMs = () => 300_000 }: Run) => ({
    ...portsTo(memory, now, access),
    ...{ configuration, now, remainingMs, random: () => 0.5, log: () => {}, metrics: () => {} },
  });
  return {
    configuration,
    memory,
    setTime: (at: string) => {
      time.ms = Date.parse(at);
    },
    record: (messages: readonly QueueMessage[], run: Run = {}) => recordContacts(messages, process(run)),
    rollUp: (run: Run = {}) => rollUp(process(run)),
  };
}

export type ContactTelling = Extract<TranslatedEvent, { type: 'contact-milestone' | 'contact-summary' }>;
type MilestoneEvent = EventOf<'contact-milestone'>;

/** A milestone in few words: `c1`, its time, `offered support` or `answered @ann`. */
export function milestone(contactId: string, at: string, text: string) {
  const [name = '', ...words] = text.split(' ');
  const fields = words.map((word) =>
    word.startsWith('@') ? { agentId: word.slice(1) } : { collectionPoint: word },
  );
  const told = {
    type: 'contact-milestone',
    id: `${contactId}/${at}/${name}`,
    contactId,
    at,
    milestone: name,
  };
  return Object.assign(told, ...fields) as Omit<MilestoneEvent, 'source' | 'accountId' | 'receivedAt'>;
}

/** An answered contact of three minutes with half a minute of wrap-up, offered at this time. */
export function handled(contactId: string, offeredAt: string, collectionPoint = 'support') {
  const after = (seconds: number) => new Date(Date.parse(offeredAt) + seconds * 1000).toISOString();
  return [
    milestone(contactId, offeredAt, `offered ${collectionPoint}`),
    milestone(contactId, after(10), 'answered @ann'),
    milestone(contactId, after(190), 'ended @ann'),
    milestone(contactId, after(220), 'wrap-ended @ann'),
  ];
}

type Sent = { readonly receivedAt?: string; readonly receiveCount?: number; readonly sentAt?: string };

/** A message of the contacts queue, as the receivers pack it. */
export function message(
  messageId: string,
  events: readonly (TranslatedEvent & { id: string })[],
  { receivedAt = clock('09:15:30'), receiveCount = 1, sentAt = receivedAt }: Sent = {},
): QueueMessage {
  const [body = ''] = packEnvelopes({ source: 'standard', accountId: '1', receivedAt }, events);
  const receiptHandle = `receipt-${messageId}`;
  return { messageId, receiptHandle, body, receiveCount, sentAtMs: Date.parse(sentAt) };
}

/** The volume events that the events queue took, in their order. */
export function sentRows({ sent }: Memory): EventOf<'call-volume'>[] {
  return sent.flatMap((body) => openEnvelope(body).filter((event) => event.type === 'call-volume'));
}

/** `support 09:00`, as the account's clock shows it, each once. */
export function marked({ marks }: Memory): string[] {
  return [...marks.values()].map((mark) => nameOf(mark.collectionPoint, mark.interval)).toSorted();
}

/** What the API holds once these rows were delivered, whatever their order: of each key the row that is newest by `asOf`. */
export function deliveredRows(
  rows: readonly EventOf<'call-volume'>[],
  { cloudConnect }: Configuration,
): ReadonlyMap<string, VolumeFigures> {
  const newest = new Map<string, EventOf<'call-volume'>>();
  for (const row of rows) {
    const name = nameOf(row.collectionPoint, toZonedTime(row.interval, cloudConnect.timeZone));
    if ((newest.get(name)?.asOf ?? '') <= (row.asOf ?? '')) newest.set(name, row);
  }
  return new Map([...newest].map(([name, row]) => [name, figuresIn(row)]));
}

/** The rows of all that was ever told, summed without a table; those of quiet intervals are not among them. */
export function trueRows(
  events: readonly ContactTelling[],
  configuration: Configuration,
): ReadonlyMap<string, VolumeFigures> {
  const told = { source: 'standard', accountId: '1', receivedAt: '' };
  const contacts = new Map<string, ContactFacts>();
  for (const event of events) {
    const facts = factsOf({ ...event, id: '', ...told });
    contacts.set(event.contactId, mergeFacts(contacts.get(event.contactId) ?? noFacts, facts));
  }
  const rules = rulesOf(configuration, 'standard');
  const contributions = [...contacts.values()].flatMap((facts) => contributionsOf(facts, rules));
  const rows = Map.groupBy(contributions, ({ collectionPoint, at }) =>
    nameOf(collectionPoint, toZonedTime(quarterHourOf(at), configuration.cloudConnect.timeZone)),
  );
  return new Map([...rows].map(([name, own]) => [name, volumeOf(own)]));
}

export const zeros: VolumeFigures = volumeOf([]);

function figuresIn(row: EventOf<'call-volume'>): VolumeFigures {
  const keys = Object.keys(zeros) as (keyof VolumeFigures)[];
  return Object.fromEntries(keys.map((key) => [key, row[key]])) as VolumeFigures;
}

function nameOf(collectionPoint: string, interval: string): string {
  return `${collectionPoint} ${interval.slice(0, 16)}`;
}
