import { columns, printable, type Terminal } from '../terminal.ts';
import { count, type Kind, keyOf, named, type Values } from './kinds.ts';

/** Prints what the API has, a line each, by the keys. */
export function listRows(
  listed: readonly Values[],
  kind: Kind,
  { terminal: { print, progress }, json }: { terminal: Pick<Terminal, 'print' | 'progress'>; json: boolean },
): void {
  const rows = listed.toSorted((one, other) =>
    keyOf(one).localeCompare(keyOf(other), 'en', { numeric: true }),
  );
  if (json) for (const values of rows) print(JSON.stringify(named(kind, values)));
  else {
    const heading = kind.fields.map(({ name }) => name);
    const table = [heading, ...rows.map((values) => values.map(printable))];
    if (rows.length > 0) for (const line of columns(table)) print(line);
    progress.write(`${count(kind, rows.length)}\n`);
  }
}
