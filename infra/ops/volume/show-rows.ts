import type { Terminal } from '../terminal.ts';
import { plotLines } from './plot.ts';
import type { Rows } from './read-rows.ts';
import { count, headOf, tableLines } from './tell-rows.ts';

/** Prints a line for each row, and a plot for each collection point. */
export function showRows(
  recounted: Rows,
  { print, progress }: Pick<Terminal, 'print' | 'progress'>,
  json: boolean,
): void {
  const { rows } = recounted;
  if (json) for (const row of rows) print(JSON.stringify(headOf(row)));
  else if (rows.length > 0) for (const line of [...tableLines(recounted), ...plotLines(rows)]) print(line);
  const why =
    rows.length > 0
      ? ''
      : ': no quarter hour of that time has ended, or nothing is known of a collection point in it';
  progress.write(`${count(rows)}${why}\n`);
}
