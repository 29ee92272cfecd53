import { shortened } from '../../terminal.ts';
import { type Field, type Kind, keyOf, type Values } from '../kinds.ts';
import type { Columns } from './match-headers.ts';
import type { Table, TableRow } from './table.ts';

/** A row of a file, and what is wrong with it. */
export type CheckedRow = {
  readonly place: string;
  /** Without the blanks around them; empty where there is none. */
  readonly values: Values;
  readonly faults: readonly string[];
};

const shownLength = 60;
/** Of the rows with the same key, so many are named. */
const shownPlaces = 3;

/** Every row of the table, each with all that the API could not store of it. */
export function checkRows(table: Table, columns: Columns, kind: Kind): readonly CheckedRow[] {
  const rows = table.rows.map((row) => checkRow(row, columns, kind));
  const byKey = Map.groupBy(rows, ({ values }) => keyOf(values));
  return rows.map((row) => {
    const alike = byKey.get(keyOf(row.values)) ?? [];
    if (alike.length <= 1 || keyOf(row.values) === '') return row;
    return { ...row, faults: [...row.faults, repeated(row, alike, kind)] };
  });
}

function checkRow({ place, cells, faults }: TableRow, { indexes }: Columns, { fields }: Kind): CheckedRow {
  const given = indexes.map((index) => cells[index]?.trim());
  const found = faults.length > 0 ? [] : fields.flatMap((field, index) => faultOf(field, given[index]));
  return { place, values: given.map((value) => value ?? ''), faults: [...faults, ...found] };
}

function faultOf({ name, schema }: Field, value: string | undefined): string[] {
  if (value === undefined) return [`${name} is missing`];
  if (value === '') return [`${name} is empty`];
  const shown = JSON.stringify(shortened(value, shownLength));
  if (/\p{Cc}/u.test(value)) return [`${name} ${shown} holds a line break or another control character`];
  if (!value.isWellFormed()) return [`${name} ${shown} holds half a character`];
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  if (!issue) return [];
  if (issue.code !== 'too_big') return [`${name} ${shown} ${issue.message}`];
  const allowed = `at most ${issue.maximum} are allowed`;
  return [`${name} ${shown} has ${value.length} UTF-16 units, ${allowed}`];
}

function repeated(row: CheckedRow, alike: readonly CheckedRow[], { fields: [key] }: Kind): string {
  const others = alike.slice(0, shownPlaces + 1).filter((other) => other !== row);
  const places = others.slice(0, shownPlaces).map(({ place }) => place);
  const more = alike.length - 1 - places.length;
  const all = [...places, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return `${key?.name} ${JSON.stringify(shortened(keyOf(row.values), shownLength))} stands in ${all} too`;
}
