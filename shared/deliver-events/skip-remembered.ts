import type { AcceptedKeys, AcceptedRow } from './accepted-keys.ts';
import { type Deliverable, groupOf } from './deliverable.ts';

/**
 * Parts the rows that this environment has seen accepted lately from those that must be sent. An
 * agent's state under a known key is never sent again, whatever it says: the API cannot update activity, so the first
 * stored row stands. Where that is the earlier of the two, the later one is lost (`collisions`). People and collection points
 * are known only with the same content, and volume rows by their records alone, which say more.
 */
export function skipRemembered(rows: readonly Deliverable[], accepted: AcceptedKeys, nowMs: number) {
  const unsent: Deliverable[] = [];
  const known: Deliverable[] = [];
  const collisions: Deliverable[] = [];
  for (const row of rows) {
    const before = isOrdered(row) ? undefined : accepted.find(groupOf(row), row.key, nowMs);
    if (!before) unsent.push(row);
    else if (before.content === contentOf(row)) known.push(row);
    else if (row.event.type !== 'agent-activity') unsent.push(row);
    else if (millisecondOf(row) < before.millisecond) known.push(row);
    else collisions.push(row);
  }
  return { unsent, known, collisions };
}

/** Notes that the API has these rows. */
export function rememberRows(rows: readonly Deliverable[], accepted: AcceptedKeys, nowMs: number): void {
  for (const row of rows) if (!isOrdered(row)) accepted.add(groupOf(row), row.key, acceptedRowOf(row), nowMs);
}

function isOrdered({ event }: Deliverable): boolean {
  return event.type === 'call-volume';
}

function acceptedRowOf(row: Deliverable): AcceptedRow {
  return { content: contentOf(row), millisecond: millisecondOf(row) };
}

/** What a row says; of a state only what its key does not say, so that many rows say the same. */
function contentOf({ row }: Deliverable): string {
  if (!('Activity' in row)) return JSON.stringify(row);
  return row.ReasonCode === undefined ? row.Activity : `${row.Activity}\n${row.ReasonCode}`;
}

/** `2026-11-23T09:01:22.480Z`: 480. */
function millisecondOf({ at }: Deliverable): number {
  return Number(at.slice(20, 23));
}
