import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { normalisedColumn, type Table, tables } from './tables.ts';

/** Opens the sandbox's database, a file or (where none is given) memory, and lays its tables out where they are missing. */
export function openDatabase(file: string | undefined): DatabaseSync {
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file ?? ':memory:');
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  database.exec('CREATE TABLE IF NOT EXISTS Settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)');
  for (const table of Object.values(tables)) database.exec(definition(table));
  return database;
}

/** A stored setting; where there is none yet, the given first value is stored. */
export function readSetting(database: DatabaseSync, name: string, firstValue: string): string {
  const stored = database.prepare('SELECT value FROM Settings WHERE name = ?').get(name)?.['value'];
  if (typeof stored === 'string') return stored;
  writeSetting(database, name, firstValue);
  return firstValue;
}

export function writeSetting(database: DatabaseSync, name: string, value: string): void {
  database
    .prepare('INSERT INTO Settings VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
    .run(name, value);
}

/** The columns of a table's primary key; times count by their normalised form. */
export function keyColumns({ key, times }: Table): string[] {
  return ['AccountId', ...key.map((field) => (times.includes(field) ? normalisedColumn(field) : field))];
}

/** All columns, in the order rows are inserted in. */
export function columnsOf({ fields, times }: Table): string[] {
  return ['AccountId', ...fields, ...times.map(normalisedColumn), 'StoredAt'];
}

function definition(table: Table): string {
  const columns = columnsOf(table).map((column) => `${column} TEXT`);
  const key = keyColumns(table).join(', ');
  return `CREATE TABLE IF NOT EXISTS ${table.name} (${columns.join(', ')}, PRIMARY KEY (${key}))`;
}
