import type * as z from 'zod/mini';
import { compileWhenBusy } from '../events/compile-when-busy.ts';
import { faultsOf } from '../events/faults.ts';
import { calls, type InsertCall } from './calls.ts';
import { InvalidRow } from './errors.ts';
import { accountId, type Row } from './rows.ts';

/** A window has thousands of rows of one call. */
const rowSchemas = {
  insertPerson: compileWhenBusy(calls.insertPerson.row),
  bulkInsertPeople: compileWhenBusy(calls.bulkInsertPeople.row),
  insertCollectionPoint: compileWhenBusy(calls.insertCollectionPoint.row),
  bulkInsertCollectionPoints: compileWhenBusy(calls.bulkInsertCollectionPoints.row),
  bulkInsertAgentActivity: compileWhenBusy(calls.bulkInsertAgentActivity.row),
  bulkInsertCallVolume: compileWhenBusy(calls.bulkInsertCallVolume.row),
} as const satisfies Readonly<Record<InsertCall, unknown>>;

/** Throws InvalidRow for the first row that the API could not store; the message never holds a value. */
export function checkRows(call: InsertCall, rows: readonly Row[]): void {
  const schema = rowSchemas[call];
  rows.forEach((row, rowIndex) => {
    const error = schema.errorIn(row);
    if (error) throw invalidRow(call, { error, row, rowIndex });
  });
}

/** Throws InvalidRow where the account's id is not the int that every row's key begins with. */
export function checkAccountId(id: string): void {
  if (accountId.safeParse(id).success) return;
  throw new InvalidRow('AccountId must be a whole number from 0 to 2147483647', {
    rowIndex: 0,
    field: 'AccountId',
  });
}

function invalidRow(
  call: InsertCall,
  { error, row, rowIndex }: { error: z.core.$ZodError; row: Row; rowIndex: number },
): InvalidRow {
  const [fault] = faultsOf(error);
  const [issue] = error.issues;
  const field = fault?.path ?? '';
  const value = Object.entries(row).find(([name]) => name === field)?.[1];
  const limit = issue?.code === 'too_big' ? Number(issue.maximum) : undefined;
  return new InvalidRow(`${call}: row ${rowIndex}: ${field} ${fault?.message}`, {
    rowIndex,
    field,
    limit,
    length: limit === undefined ? undefined : value?.length,
  });
}
