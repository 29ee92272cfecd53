import type { DatabaseSync } from 'node:sqlite';
import type { Table } from './tables.ts';

type StoredRow = Record<string, unknown>;

/** All that a table holds, in the order of insertion, by the API's field names; what was left out stays out. */
export function allRows(database: DatabaseSync, table: Table): StoredRow[] {
  const columns = ['AccountId', ...table.fields, 'StoredAt'].join(', ');
  const rows = database.prepare(`SELECT ${columns} FROM ${table.name} ORDER BY rowid`).all();
  return rows.map(withoutNulls);
}

/** An account's rows, as the list calls answer them. */
export function rowsOfAccount(database: DatabaseSync, table: Table, accountId: string): StoredRow[] {
  const columns = ['AccountId', ...table.fields].join(', ');
  return database
    .prepare(`SELECT ${columns} FROM ${table.name} WHERE AccountId = ? ORDER BY rowid`)
    .all(accountId)
    .map(withoutNulls);
}

function withoutNulls(row: StoredRow): StoredRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
