import type { Deliverable } from './deliverable.ts';

/** What the API may have quoted of a person's row. */
const quoted = /[\p{L}\p{M}\p{N}'’-]+/gu;

/** Words of the API's about these rows, with every word of their people's names masked: names belong in no log. */
export function withoutNames(words: string, rows: readonly Pick<Deliverable, 'row'>[]): string {
  const names = rows.flatMap(({ row }) => ('FirstName' in row ? [row.FirstName, row.LastName] : []));
  if (names.length === 0) return words;
  const parts = new Set(names.flatMap((name) => name.toLowerCase().match(quoted) ?? []));
  return words.replace(quoted, (word) => (parts.has(word.toLowerCase()) ? '***' : word));
}
