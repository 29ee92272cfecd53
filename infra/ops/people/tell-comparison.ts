import { columns, printable } from '../terminal.ts';
import type { Comparison } from './compare.ts';
import { type Kind, keyOf, named, type Values } from './kinds.ts';

/** The comparison in lines for a person; `most` rows of each sort, the rest counted. */
export function comparisonLines({ added, same, differing, absent }: Comparison, kind: Kind, most: number) {
  const counts = [
    [added.length, 'new'],
    [same.length, 'there already'],
    [differing.length, 'there with another name, which the API cannot change: do it in CommunityWFM'],
    [absent.length, 'there, not in the file'],
  ] as const;
  const differences = differing.map(({ values, there }) => [...cells('~', values), `there: ${rest(there)}`]);
  return [
    ...counts.map(([number, what]) => `${String(number).padStart(7)} ${what}`),
    ...limited(
      added.map((values) => cells('+', values)),
      most,
    ),
    ...limited(differences, most),
    ...limited(
      absent.map((values) => cells('-', values)),
      most,
    ),
  ];

  function limited(rows: readonly string[][], limit: number): string[] {
    const more = rows.length - limit;
    const lines = columns(rows.slice(0, limit));
    return more > 0 ? [...lines, `  and ${more} more (${kind.many}: diff tells all)`] : lines;
  }
}

/** The comparison as JSON objects, one a row. */
export function comparisonObjects({ added, same, differing, absent }: Comparison, kind: Kind): object[] {
  const told = (comparison: string) => (values: Values) => ({ ...named(kind, values), comparison });
  return [
    ...added.map(told('new')),
    ...same.map(told('there')),
    ...differing.map(({ values, there }) => ({
      ...told('other-name')(values),
      there: named(kind, there),
    })),
    ...absent.map(told('not-in-file')),
  ];
}

function cells(mark: string, values: Values): string[] {
  return [mark, ...values.map(printable)];
}

function rest(values: Values): string {
  return printable(values.filter((value) => value !== keyOf(values)).join(' '));
}
