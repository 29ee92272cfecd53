import { columns, printable } from '../terminal.ts';
import type { Comparison } from './compare.ts';
import { type Kind, named, type Values } from './kinds.ts';

/** The comparison in lines for a person; `most` rows of each sort, the rest counted. */
export function comparisonLines(comparison: Comparison, { fixed }: Kind, most: number): string[] {
  const { added, same, differing, absent } = comparison;
  const counts = [
    [added.length, 'new'],
    [same.length, 'there already'],
    [differing.length, `there with another ${fixed}, which the API cannot change: do it in CommunityWFM`],
    [absent.length, 'there, not in the file'],
  ] as const;
  const sorts = [
    added.map((values) => cells('+', values)),
    differing.map(({ values, there }) => [...cells('~', values), `there: ${rest(there)}`]),
    absent.map((values) => cells('-', values)),
  ];
  return [
    ...counts.map(([number, what]) => `${String(number).padStart(7)} ${what}`),
    ...sorts.flatMap((rows) => limited(rows, most)),
  ];
}

/** The comparison as JSON objects, one a row. */
export function comparisonObjects({ added, same, differing, absent }: Comparison, kind: Kind): object[] {
  const told = (comparison: string) => (values: Values) => ({ ...named(kind, values), comparison });
  return [
    ...added.map(told('new')),
    ...same.map(told('there')),
    ...differing.map(({ values, there }) => ({
      ...told('differing')(values),
      there: named(kind, there),
    })),
    ...absent.map(told('not-in-file')),
  ];
}

function cells(mark: string, values: Values): string[] {
  return [mark, ...values.map(printable)];
}

function rest([, ...others]: Values): string {
  return printable(others.join(' '));
}

function limited(rows: readonly string[][], most: number): string[] {
  const more = rows.length - most;
  const lines = columns(rows.slice(0, most));
  return more > 0 ? [...lines, `   and ${more} more (diff tells all)`] : lines;
}
