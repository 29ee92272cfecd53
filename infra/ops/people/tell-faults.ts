import { printable } from '../terminal.ts';
import type { CheckedRow } from './file/check-rows.ts';

/** So many faults are spelt out, the rest counted. */
const mostShown = 20;

/** What is wrong with a file's rows, in lines for a person. */
export function faultLines(rows: readonly CheckedRow[]): string[] {
  const faults = rows.flatMap((row) => row.faults.map((fault) => printable(`${row.place}: ${fault}`)));
  const more = faults.length - mostShown;
  return [...faults.slice(0, mostShown), ...(more > 0 ? [`and ${more} more`] : [])];
}

/** The same as JSON objects, all of them. */
export function faultObjects(rows: readonly CheckedRow[]): object[] {
  return rows.flatMap(({ place, faults }) => faults.map((fault) => ({ place, fault })));
}
