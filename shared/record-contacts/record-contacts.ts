import type { Configuration } from '../configuration/configuration.ts';
import type { Log } from '../log.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { DeadLetters } from '../ports/dead-letters.ts';
import type { DirtyVolumes } from '../ports/dirty-volumes.ts';
import type { KnownCollectionPoints } from '../ports/known-collection-points.ts';
import type { Queue } from '../ports/queue.ts';
import { comesBack } from '../queue-window/backoff.ts';
import { deadLetterEvent, deadLetterMessages } from '../queue-window/dead-letter.ts';
import { openMessages } from '../queue-window/open-messages.ts';
import type { QueueMessage } from '../queue-window/queue-message.ts';
import { createSettlement, type Outcome, type Settlement } from '../queue-window/settle.ts';
import { someAtOnce } from '../some-at-once.ts';
import { gatherContacts, type RefusedEvent, type ToldContact } from './gather-contacts.ts';
import { markRows, type TouchedRow, touchedRows } from './mark-rows.ts';
import { mergeContact } from './merge-contact.ts';
import { tellContacts } from './tell-contacts.ts';

/** What the recording of contacts reaches the world through. */
export type RecordContactsDependencies = {
  readonly configuration: Configuration;
  readonly contacts: ContactStore;
  readonly dirty: DirtyVolumes;
  readonly collectionPoints: KnownCollectionPoints;
  readonly deadLetters: DeadLetters;
  readonly queue: Pick<Queue, 'delay'>;
  readonly remainingMs: () => number;
  readonly now: () => number;
  readonly random: () => number;
  readonly log: Log;
};

/** So many contacts or rows are worked on at once: each waits for the table. */
const atOnce = 25;
/** With less left than this nothing is begun, so that what was merged is marked and what was not goes back. */
const reserveMs = 15_000;

/**
 * Merges one window of the contacts queue into what is known of each contact, and marks the volume rows that change by it.
 * Returns the ids of the messages that come back: those with an event that was neither merged nor dead-lettered.
 */
export async function recordContacts(
  messages: readonly QueueMessage[],
  dependencies: RecordContactsDependencies,
): Promise<readonly string[]> {
  const { now, log, queue, configuration } = dependencies;
  const settlement = createSettlement();
  const { open, rejected } = openMessages(messages, now());
  const { contacts, refused } = gatherContacts(open, configuration.rollUp, now());
  const touched: TouchedRow[] = [];
  let unplaced = 0;
  await someAtOnce(contacts, atOnce, async (contact) => {
    const recorded = await recordContact(contact, settlement, dependencies);
    touched.push(...recorded.touched);
    unplaced += recorded.unplaced;
  });
  for (const { told, error } of await markRows(touched, atOnce, dependencies))
    comeBack(told, error, settlement, dependencies);
  // Dead letters wait, however many there are: the contacts beside them are live.
  await deadLetterMessages(rejected, settlement, dependencies);
  await someAtOnce(refused, atOnce, async (each) => setAside(each, settlement, dependencies));
  const returned = settlement.returned();
  await queue.delay(
    returned.map(({ message: { receiptHandle }, delaySeconds }) => ({
      receiptHandle,
      seconds: delaySeconds,
    })),
  );
  const counts = { messages: messages.length, contacts: contacts.length, rows: touched.length, unplaced };
  log('info', 'contacts-recorded', { ...counts, returned: returned.length });
  tellContacts(contacts, returned, log);
  return returned.map(({ message }) => message.messageId);
}

async function setAside(
  { why, ...told }: RefusedEvent,
  settlement: Settlement,
  dependencies: RecordContactsDependencies,
): Promise<void> {
  const isShort = dependencies.remainingMs() < reserveMs;
  const outcome = isShort ? givenBack : await deadLetterEvent(told, why, dependencies);
  settlement.record(told.message, outcome);
}

const givenBack: Outcome = { kind: 'returned', delaySeconds: 0 };

type Recorded = { readonly touched: readonly TouchedRow[]; readonly unplaced: 0 | 1 };

const nothing: Recorded = { touched: [], unplaced: 0 };

/** Merges what a window tells of one contact; resolves with the rows that change by it. */
async function recordContact(
  contact: ToldContact,
  settlement: Settlement,
  dependencies: RecordContactsDependencies,
): Promise<Recorded> {
  if (dependencies.remainingMs() < reserveMs) {
    for (const { message } of contact.events) settlement.record(message, givenBack);
    return nothing;
  }
  try {
    const merged = await mergeContact(contact, dependencies);
    if (merged.kind === 'merged') {
      const touched = touchedRows(contact, merged.counted, dependencies.configuration, dependencies.now());
      return { touched, unplaced: merged.unplaced ? 1 : 0 };
    }
    const detail = `${merged.bytes} bytes are told of the contact ${contact.contactId}, more than are kept of one`;
    for (const told of contact.events) {
      const outcome = await deadLetterEvent(told, { reason: 'too-large', detail }, dependencies);
      settlement.record(told.message, outcome);
    }
  } catch (error) {
    comeBack(contact, error, settlement, dependencies);
  }
  return nothing;
}

function comeBack(
  { source, contactId, events }: ToldContact,
  error: unknown,
  settlement: Settlement,
  { random, log }: RecordContactsDependencies,
): void {
  log('error', 'contact-not-recorded', { source, contactId, error: String(error) });
  for (const { message } of events) settlement.record(message, comesBack(message, random()));
}
