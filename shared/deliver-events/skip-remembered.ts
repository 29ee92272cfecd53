import { type Deliverable, groupOf } from './deliverable.ts';
import type { DeliveryMemory } from './delivery-memory.ts';

/**
 * Parts the rows that this environment has seen accepted within the last hour from those that must be sent. An
 * agent's state under a known key is never sent again, whatever it says: the API cannot update activity, so the first
 * stored row stands. Where that is the earlier of the two, the later one is lost (`collisions`). People and collection points are known only with the same content, and volume rows by their
 * records alone, which say more.
 */
export function skipRemembered(rows: readonly Deliverable[], memory: DeliveryMemory, nowMs: number) {
  const unsent: Deliverable[] = [];
  const known: Deliverable[] = [];
  const collisions: Deliverable[] = [];
  for (const row of rows) {
    const accepted = isOrdered(row) ? undefined : memory.accepted(memoryKey(row), nowMs);
    if (!accepted) unsent.push(row);
    else if (accepted.content === contentOf(row)) known.push(row);
    else if (row.event.type !== 'agent-activity') unsent.push(row);
    else if (row.at < accepted.at) known.push(row);
    else collisions.push(row);
  }
  return { unsent, known, collisions };
}

function isOrdered({ event }: Deliverable): boolean {
  return event.type === 'call-volume';
}

/** Notes that the API has these rows. */
export function rememberRows(rows: readonly Deliverable[], memory: DeliveryMemory, nowMs: number): void {
  for (const row of rows)
    memory.rememberAccepted(memoryKey(row), { content: contentOf(row), at: row.at }, nowMs);
}

function memoryKey(row: Deliverable): string {
  return `${groupOf(row)}/${row.key}`;
}

function contentOf({ row }: Deliverable): string {
  return JSON.stringify(row);
}
