import { type Deliverable, groupOf } from './deliverable.ts';
import type { DeliveryMemory } from './delivery-memory.ts';

/**
 * Parts the rows that this environment has seen accepted within the last hour from those that must be sent. An
 * agent's state under a known key is never sent again, whatever it says: the API cannot update activity, so the first
 * stored row stands (`collisions`). People and collection points are known only with the same content, and volume rows by their
 * records alone, which say more.
 */
export function skipRemembered(rows: readonly Deliverable[], memory: DeliveryMemory, nowMs: number) {
  const unsent: Deliverable[] = [];
  const known: Deliverable[] = [];
  const collisions: Deliverable[] = [];
  for (const row of rows) {
    const content = isOrdered(row) ? undefined : memory.acceptedContent(memoryKey(row), nowMs);
    if (content === undefined) unsent.push(row);
    else if (content === contentOf(row)) known.push(row);
    else if (row.event.type === 'agent-activity') collisions.push(row);
    else unsent.push(row);
  }
  return { unsent, known, collisions };
}

function isOrdered({ event }: Deliverable): boolean {
  return event.type === 'call-volume';
}

/** Notes that the API has these rows. */
export function rememberRows(rows: readonly Deliverable[], memory: DeliveryMemory, nowMs: number): void {
  for (const row of rows) memory.rememberAccepted(memoryKey(row), contentOf(row), nowMs);
}

function memoryKey(row: Deliverable): string {
  return `${groupOf(row)}/${row.key}`;
}

function contentOf({ row }: Deliverable): string {
  return JSON.stringify(row);
}
