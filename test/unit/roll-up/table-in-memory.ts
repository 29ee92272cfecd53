import type { Instant } from '../../../shared/events/instant.ts';
import type { ContactName, ContactStore, StoredContact } from '../../../shared/ports/contact-store.ts';
import type { DeadLetter, DeadLetters } from '../../../shared/ports/dead-letters.ts';
import type { DelayedMessage } from '../../../shared/ports/delay-messages.ts';
import type { DeliveredVolume, DeliveredVolumes } from '../../../shared/ports/delivered-volumes.ts';
import type { DirtyMark, DirtyVolumes } from '../../../shared/ports/dirty-volumes.ts';
import type { KnownCollectionPoints } from '../../../shared/ports/known-collection-points.ts';
import type { Queue } from '../../../shared/ports/queue.ts';
import type { RollUpRuns } from '../../../shared/ports/roll-up-runs.ts';
import type { QuarterHour, VolumeKey } from '../../../shared/roll-up/quarter-hour.ts';

/** What the table and the two queues hold. */
export function emptyMemory() {
  return {
    /** JSON, as the table keeps it. */
    contacts: new Map<string, string>(),
    pointers: new Map<string, Map<string, ContactName>>(),
    marks: new Map<string, DirtyMark>(),
    seen: new Map<string, Set<string>>(),
    closedUntil: new Map<string, Instant>(),
    begunAt: new Map<string, Instant>(),
    asOf: new Map<string, Instant>(),
    delivered: new Map<string, DeliveredVolume>(),
    letters: [] as DeadLetter[],
    /** The bodies that the events queue took. */
    sent: [] as string[],
    delays: [] as DelayedMessage[],
    versions: 0,
  };
}
export type Memory = ReturnType<typeof emptyMemory>;

export type Operation = { readonly kind: 'read' | 'write'; readonly what: string };
/** Every request passes here: it does the work, at once or later, or fails before or after it. */
export type Access = <Answer>(operation: Operation, work: () => Answer) => Promise<Answer>;

export const straight: Access = async (_, work) => work();

/** The ports of one process; each request is one step, as the table's are. */
export function portsTo(memory: Memory, now: () => number, access: Access = straight) {
  const read = <Answer>(what: string, work: () => Answer) => access({ kind: 'read', what }, work);
  const write = <Answer>(what: string, work: () => Answer) => access({ kind: 'write', what }, work);
  const version = () => {
    memory.versions += 1;
    return String(memory.versions);
  };
  const contacts: ContactStore = {
    read: (names) =>
      read('contacts.read', () =>
        names.flatMap((name) => storedContact(memory.contacts.get(textOf(name))) ?? []),
      ),
    replace: (known, contact) =>
      write('contacts.replace', () => {
        const stored = storedContact(memory.contacts.get(textOf(contact)));
        if (stored?.version !== known?.version) return false;
        memory.contacts.set(textOf(contact), JSON.stringify({ ...contact, version: version() }));
        return true;
      }),
    point: (contact, at) =>
      write('contacts.point', () => {
        const { accountId, source, contactId } = contact;
        const name = { accountId, source, contactId };
        const pointed = memory.pointers.get(placeOf(accountId, at)) ?? new Map();
        memory.pointers.set(placeOf(accountId, at), pointed.set(textOf(name), name));
      }),
    pointedAt: (accountId, at) =>
      read('contacts.pointedAt', () => [...(memory.pointers.get(placeOf(accountId, at))?.values() ?? [])]),
  };
  const dirty: DirtyVolumes = {
    mark: (key, { start, touchedAt }) =>
      write('dirty.mark', () => {
        const { accountId, collectionPoint, interval } = key;
        const known = memory.marks.get(markKey(key))?.touchedAt ?? touchedAt;
        const first = known < touchedAt ? known : touchedAt;
        const mark = { accountId, collectionPoint, interval, start, touchedAt: first, version: version() };
        memory.marks.set(markKey(key), mark);
      }),
    list: (accountId) =>
      read('dirty.list', () =>
        [...memory.marks]
          .toSorted(([one], [other]) => (one < other ? -1 : 1))
          .flatMap(([, mark]) => (mark.accountId === accountId ? [mark] : [])),
      ),
    clear: (listed) =>
      write('dirty.clear', () => {
        if (memory.marks.get(markKey(listed))?.version !== listed.version) return false;
        return memory.marks.delete(markKey(listed));
      }),
  };
  const collectionPoints: KnownCollectionPoints = {
    see: (accountId, collectionPoint) =>
      write('collectionPoints.see', () => {
        const seen = memory.seen.get(accountId) ?? new Set();
        memory.seen.set(accountId, seen.add(collectionPoint));
      }),
    accounts: () => read('collectionPoints.accounts', () => [...memory.seen.keys()]),
    list: (accountId) => read('collectionPoints.list', () => [...(memory.seen.get(accountId) ?? [])]),
  };
  const runs: RollUpRuns = {
    closedUntil: (accountId) => read('runs.closedUntil', () => memory.closedUntil.get(accountId)),
    begunAt: (accountId) => read('runs.begunAt', () => memory.begunAt.get(accountId)),
    closeUntil: (accountId, until) =>
      write('runs.closeUntil', () => {
        if (!memory.begunAt.has(accountId)) memory.begunAt.set(accountId, until);
        if ((memory.closedUntil.get(accountId) ?? '') < until) memory.closedUntil.set(accountId, until);
      }),
    nextAsOf: (accountId) =>
      write('runs.nextAsOf', () => {
        const last = memory.asOf.get(accountId);
        const next = new Date(Math.max(now(), last ? Date.parse(last) + 1 : 0)).toISOString();
        memory.asOf.set(accountId, next);
        return next;
      }),
  };
  const volumes: Pick<DeliveredVolumes, 'newest'> = {
    newest: (keys) =>
      read('volumes.newest', () => new Map([...memory.delivered].filter(([key]) => keys.includes(key)))),
  };
  const deadLetters: DeadLetters = {
    put: (letter) => write('deadLetters.put', () => void memory.letters.push(letter)),
  };
  const queue: Queue = {
    send: (bodies) => write('queue.send', () => void memory.sent.push(...bodies)),
    delay: (messages) => write('queue.delay', () => void memory.delays.push(...messages)),
  };
  return { contacts, dirty, collectionPoints, runs, volumes, deadLetters, queue, events: queue };
}

function storedContact(text: string | undefined): StoredContact | undefined {
  return text === undefined ? undefined : JSON.parse(text);
}

function textOf({ accountId, source, contactId }: ContactName): string {
  return JSON.stringify([accountId, source, contactId]);
}

function placeOf(accountId: string, { collectionPoint, start }: QuarterHour): string {
  return JSON.stringify([accountId, start, collectionPoint]);
}

/** In the order of the table's sort keys. */
function markKey({ accountId, collectionPoint, interval }: VolumeKey): string {
  return JSON.stringify([accountId, interval, collectionPoint]);
}
