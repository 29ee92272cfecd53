import type { DatabaseSync } from 'node:sqlite';
import { parseTime } from '../../shared/cloud-connect/parse-time.ts';
import { columnsOf, keyColumns } from './database.ts';
import type { Fields, Table } from './tables.ts';

/** What becomes of a row whose key is stored already, or came earlier in the same request. */
export const repeatedKeysRules = ['ignore', 'refuse-row', 'refuse-batch'] as const;
export type RepeatedKeys = (typeof repeatedKeysRules)[number];

export type Insertion = {
  readonly table: Table;
  readonly accountId: string;
  readonly rows: readonly Fields[];
  readonly repeatedKeys: RepeatedKeys;
  readonly storedAt: string;
};

/** A refused row: where it stood in the request, and SQL Server's words for it. */
export type RefusedRow = { readonly rowIndex: number; readonly words: string };
type Outcome = { readonly stored: number; readonly refused: readonly RefusedRow[] };

/** Stores a request's rows in one transaction: all of them or, unless the rule is `refuse-row`, none. */
export function storeRows(database: DatabaseSync, insertion: Insertion): Outcome {
  database.exec('BEGIN IMMEDIATE');
  try {
    const outcome = insertAll(database, insertion);
    database.exec(outcome.stored > 0 ? 'COMMIT' : 'ROLLBACK');
    return outcome;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function insertAll(database: DatabaseSync, { table, rows, ...rest }: Insertion): Outcome {
  const insert = database.prepare(insertStatement(table, 'DO NOTHING'));
  const replace = database.prepare(insertStatement(table, `DO UPDATE SET ${assignments(table)}`));
  const refused: RefusedRow[] = [];
  let stored = 0;
  for (const [rowIndex, row] of rows.entries()) {
    const statement = row['UpdateExisting'] === 'true' ? replace : insert;
    const { changes } = statement.run(...valuesOf(table, row, rest));
    stored += Number(changes);
    if (changes !== 0 || rest.repeatedKeys === 'ignore') continue;
    refused.push({ rowIndex, words: duplicateWords(table, row, rest.accountId) });
    if (rest.repeatedKeys === 'refuse-batch') return { stored: 0, refused };
  }
  return { stored, refused };
}

function insertStatement(table: Table, onConflict: string): string {
  const columns = columnsOf(table);
  const places = columns.map(() => '?').join(', ');
  const conflict = `ON CONFLICT (${keyColumns(table).join(', ')}) ${onConflict}`;
  return `INSERT INTO ${table.name} (${columns.join(', ')}) VALUES (${places}) ${conflict}`;
}

function assignments(table: Table): string {
  return columnsOf(table)
    .map((column) => `${column} = excluded.${column}`)
    .join(', ');
}

function valuesOf(
  { fields, times }: Table,
  row: Fields,
  { accountId, storedAt }: { accountId: string; storedAt: string },
): (string | null)[] {
  const normalised = times.map((field) => parseTime(row[field] ?? '') ?? null);
  return [accountId, ...fields.map((field) => row[field] ?? null), ...normalised, storedAt];
}

/** As SQL Server words error 2627, with the key's values as they were sent. */
function duplicateWords({ name, key }: Table, row: Fields, accountId: string): string {
  const values = [accountId, ...key.map((field) => row[field])].join(', ');
  return (
    `Violation of PRIMARY KEY constraint 'PK_${name}'. Cannot insert duplicate key in object 'dbo.${name}'. ` +
    `The duplicate key value is (${values}).`
  );
}
