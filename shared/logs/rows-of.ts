import type { Provenance } from '../events/event.ts';

/** So many ids stand in a line: it stays far below the 256 KB that a line may weigh. */
const idsPerLine = 1000;

/**
 * The correlation ids of these events, each with how many of them it has (`ID`, or `ID:3`), in as many lists as lines are needed.
 * What was enqueued before there were such ids is left out.
 */
export function rowsOf(events: Iterable<Pick<Provenance, 'correlationId'>>): string[][] {
  const counts = new Map<string, number>();
  for (const { correlationId } of events)
    if (correlationId !== undefined) counts.set(correlationId, (counts.get(correlationId) ?? 0) + 1);
  const ids = [...counts].map(([id, count]) => (count === 1 ? id : `${id}:${count}`));
  const lines = Math.ceil(ids.length / idsPerLine);
  return Array.from({ length: lines }, (_, line) => ids.slice(line * idsPerLine, (line + 1) * idsPerLine));
}

/**
 * Whether a message's failure is told this time. In an outage of a day a message fails a hundred times; its first, second,
 * fourth and eighth failure, and so on, are enough to say that it waits and why, for a tenth of the log.
 */
export function isToldAgain(receiveCount: number): boolean {
  return Number.isInteger(Math.log2(receiveCount));
}
