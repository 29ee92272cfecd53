import type { Deliverable } from './deliverable.ts';

/**
 * Whether a refusal's words say that a row of this key is stored already. What the API says is not documented; it
 * stands on SQL Server, whose messages 2601 and 2627 these words are from.
 */
export function isDuplicateRefusal(apiWords: string): boolean {
  return /duplicate|already exists|(primary|unique) key/i.test(apiWords);
}

/**
 * The rows whose key the refusal's words name as SQL Server does, as a tuple: `(1, 4, 10/20/2020 2:13:12)`.
 * Nothing looser counts: an id that merely occurs in the words (a row's number, a count) would have a row taken for
 * stored that is not.
 */
export function namedDuplicates(rows: readonly Deliverable[], apiWords: string): Deliverable[] {
  const tuples = new Set(
    Array.from(apiWords.matchAll(/\(([^()]*)\)/g), ([, inner = '']) => normalized(inner)),
  );
  return rows.filter((row) => tuples.has(normalized([row.event.accountId, ...keyTexts(row.row)].join(','))));
}

function keyTexts(row: Deliverable['row']): string[] {
  if ('EventTime' in row) return [row.AgentId, row.EventTime];
  if ('Interval' in row) return [row.CollectionPoint, row.Interval];
  return ['AgentId' in row ? row.AgentId : row.CollectionPointId];
}

function normalized(tuple: string): string {
  return tuple
    .replace(/\s*,\s*/g, ',')
    .trim()
    .toLowerCase();
}
