import type { Row } from './rows.ts';

/** What people are called, and what a sender may write freely: all else of a row is an id, a code, a time or a count. */
const privateColumn = /^(FirstName|LastName|Description|UserData\d+)$/;

/** The texts of these rows that no log may hold, and that the API's words might repeat. */
export function privateTexts(rows: readonly Row[]): string[] {
  return rows.flatMap((row) =>
    Object.entries(row).flatMap(([column, value]) =>
      value !== undefined && privateColumn.test(column) ? [value] : [],
    ),
  );
}
