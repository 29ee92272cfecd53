import type { Configuration } from '../configuration/configuration.ts';
import { eventLetter } from '../dead-letters/event-letter.ts';
import { packEnvelopes } from '../events/envelope.ts';
import type { EventOf } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';
import type { Log } from '../log.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { DeadLetters } from '../ports/dead-letters.ts';
import type { DirtyMark, DirtyVolumes } from '../ports/dirty-volumes.ts';
import type { KnownCollectionPoints } from '../ports/known-collection-points.ts';
import type { Queue } from '../ports/queue.ts';
import type { RollUpRuns } from '../ports/roll-up-runs.ts';
import { someAtOnce } from '../some-at-once.ts';
import { closeQuarterHours } from './close-quarter-hours.ts';
import { endOf, volumeKey } from './quarter-hour.ts';
import { readVolume } from './read-volume.ts';
import { volumeEvent } from './volume-event.ts';

/** What the roll-up reaches the world through. */
export type RollUpDependencies = {
  readonly configuration: Configuration;
  readonly contacts: ContactStore;
  readonly dirty: DirtyVolumes;
  readonly collectionPoints: KnownCollectionPoints;
  readonly runs: RollUpRuns;
  readonly deadLetters: DeadLetters;
  readonly events: Pick<Queue, 'send'>;
  readonly remainingMs: () => number;
  readonly now: () => number;
  readonly log: Log;
};

/** What a run did, in rows. */
export type RolledUp = {
  readonly sent: number;
  readonly tooOld: number;
  /** Not reached for want of time: the next run begins with them. */
  readonly left: number;
};

/** So many rows are summed at once, and so many sent before their marks are cleared. */
const [atOnce, perSend] = [10, 100];
/** With less left than this no further rows are begun. */
const reserveMs = 20_000;
const hourMs = 3_600_000;

/**
 * Sends every volume row of a closed interval that was touched since it was last sent, and one for each interval that has
 * closed since the last run, touched or not. Throws Unavailable where the table or the queue does not answer, once every
 * account had its turn; what was not done by then the next run does.
 */
export async function rollUp(dependencies: RollUpDependencies): Promise<RolledUp> {
  const { configuration, log } = dependencies;
  const accounts = new Set(Object.values(configuration.sources).map(({ accountId }) => accountId));
  const total = { sent: 0, tooOld: 0, left: 0 };
  const failures: unknown[] = [];
  for (const accountId of accounts)
    try {
      const rolledUp = await rollUpAccount(accountId, dependencies);
      log(rolledUp.left > 0 ? 'warn' : 'info', 'rolled-up', { accountId, ...rolledUp });
      total.sent += rolledUp.sent;
      total.tooOld += rolledUp.tooOld;
      total.left += rolledUp.left;
    } catch (error) {
      // One account's rows must not hold up another's.
      log('error', 'not-rolled-up', { accountId, error: String(error) });
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
  return total;
}

/**
 * The marks are listed before `asOf` is taken, and the facts read after it. So of two runs at once, the one whose rows win
 * has read all that the other's marks tell of, and a mark that either clears hides nothing.
 */
async function rollUpAccount(accountId: string, dependencies: RollUpDependencies): Promise<RolledUp> {
  const { dirty, runs, now, remainingMs } = dependencies;
  await closeQuarterHours(accountId, dependencies);
  const marks = (await dirty.list(accountId)).filter(({ start }) => Date.parse(endOf(start)) <= now());
  const asOf = await runs.nextAsOf(accountId);
  let [done, tooOld] = [0, 0];
  while (done < marks.length && remainingMs() > reserveMs) {
    const some = marks.slice(done, done + perSend);
    tooOld += await sendRows(some, asOf, dependencies);
    done += some.length;
  }
  return { sent: done - tooOld, tooOld, left: marks.length - done };
}

/** Sends the rows of these marks and clears them; resolves with how many were too old to be sent. */
async function sendRows(
  marks: readonly DirtyMark[],
  asOf: Instant,
  dependencies: RollUpDependencies,
): Promise<number> {
  const { configuration, events, deadLetters, dirty, log, now } = dependencies;
  const rows: { mark: DirtyMark; event: EventOf<'call-volume'> }[] = [];
  await someAtOnce(marks, atOnce, async (mark) => {
    // Of the clock that the account has now, whatever it was when the mark was made.
    const key = volumeKey(mark.accountId, mark, configuration.cloudConnect.timeZone);
    const figures = await readVolume(key, dependencies);
    rows.push({ mark, event: volumeEvent(key, figures, { asOf, configuration }) });
  });
  const { late = [], due = [] } = Object.groupBy(rows, ({ mark }) =>
    isTooOld(mark, configuration) ? 'late' : 'due',
  );
  for (const body of packRows(due.map(({ event }) => event))) await events.send([body]);
  for (const { mark, event } of late) {
    const detail = tooOldDetail(mark, configuration);
    const lastSeenAt = new Date(now()).toISOString();
    await deadLetters.put({ ...eventLetter(event), reason: 'too-old', detail, lastSeenAt });
    log('warn', 'dead-lettered', { reason: 'too-old', detail, source: event.source });
  }
  await someAtOnce(rows, atOnce, async ({ mark }) => {
    await dirty.clear(mark);
  });
  return late.length;
}

function packRows(events: readonly EventOf<'call-volume'>[]): string[] {
  const [first] = events;
  if (!first) return [];
  const { source, accountId, receivedAt } = first;
  return packEnvelopes(
    { source, accountId, receivedAt },
    events.map(({ source: _, accountId: __, receivedAt: ___, ...event }) => event),
  );
}

function isTooOld({ start, touchedAt }: DirtyMark, { rollUp: { horizonHours } }: Configuration): boolean {
  return Date.parse(touchedAt) - Date.parse(endOf(start)) > horizonHours * hourMs;
}

function tooOldDetail({ collectionPoint, start, touchedAt }: DirtyMark, { rollUp }: Configuration): string {
  const what = `contacts of ${collectionPoint} in the quarter hour from ${start} changed at ${touchedAt}`;
  return `${what}, more than the ${rollUp.horizonHours} hours of rollUp.horizonHours after its end`;
}
