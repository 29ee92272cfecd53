import type { Configuration } from '../configuration/configuration.ts';
import { eventLetter } from '../dead-letters/event-letter.ts';
import { tellDeadLetter } from '../dead-letters/tell-dead-letter.ts';
import type { EventOf } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';
import type { DirtyMark } from '../ports/dirty-volumes.ts';
import { someAtOnce } from '../some-at-once.ts';
import { isDelivered } from './is-delivered.ts';
import { packRows } from './pack-rows.ts';
import { endOf, volumeKey } from './quarter-hour.ts';
import { readVolume } from './read-volume.ts';
import type { RollUpDependencies } from './roll-up.ts';
import { volumeEvent } from './volume-event.ts';

type MarkedRow = { readonly mark: DirtyMark; readonly event: EventOf<'call-volume'> };

const atOnce = 10;
const hourMs = 3_600_000;

/**
 * Sends the rows of these marks, each summed anew, and clears the marks. A row that changed too late becomes a dead letter,
 * unless it says what was delivered: a contact that was told of again, long after, changes nothing.
 */
export async function sendRows(
  marks: readonly DirtyMark[],
  asOf: Instant,
  dependencies: RollUpDependencies,
): Promise<{ sent: number; tooOld: number }> {
  const { configuration, events, dirty, log, correlationId } = dependencies;
  const rows: MarkedRow[] = [];
  await someAtOnce(marks, atOnce, async (mark) => {
    // Of the clock that the account has now, whatever it was when the mark was made.
    const key = volumeKey(mark.accountId, mark, configuration.cloudConnect.timeZone);
    const figures = await readVolume(key, dependencies);
    rows.push({ mark, event: { ...volumeEvent(key, figures, { asOf, configuration }), correlationId } });
  });
  const { late = [], due = [] } = Object.groupBy(rows, ({ mark }) =>
    isTooOld(mark, configuration) ? 'late' : 'due',
  );
  const bodies = packRows(
    due.map(({ event }) => event),
    correlationId,
  );
  for (const body of bodies) await events.send([body]);
  if (due.length > 0) log('info', 'rows-enqueued', { rows: due.length });
  const tooOld = await setAside(late, dependencies);
  await someAtOnce(rows, atOnce, async ({ mark }) => {
    await dirty.clear(mark);
  });
  return { sent: due.length, tooOld };
}

/** Resolves with how many of these rows became dead letters. */
async function setAside(late: readonly MarkedRow[], dependencies: RollUpDependencies): Promise<number> {
  const { configuration, deadLetters, log, now } = dependencies;
  let count = 0;
  for (const { mark, event } of late) {
    if (await isDelivered(event, dependencies)) continue;
    const detail = tooOldDetail(mark, configuration);
    const lastSeenAt = new Date(now()).toISOString();
    const letter = { ...eventLetter(event), reason: 'too-old', detail, lastSeenAt } as const;
    await deadLetters.put(letter);
    tellDeadLetter(letter, log);
    count += 1;
  }
  return count;
}

function isTooOld({ start, touchedAt }: DirtyMark, { rollUp: { horizonHours } }: Configuration): boolean {
  return Date.parse(touchedAt) - Date.parse(endOf(start)) > horizonHours * hourMs;
}

function tooOldDetail({ collectionPoint, start, touchedAt }: DirtyMark, { rollUp }: Configuration): string {
  const what = `contacts of ${collectionPoint} in the quarter hour from ${start} changed at ${touchedAt}`;
  return `${what}, more than the ${rollUp.horizonHours} hours of rollUp.horizonHours after its end`;
}
