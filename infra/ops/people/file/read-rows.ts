import { readFile } from 'node:fs/promises';
import { ConfigurationError } from '../../../../shared/errors.ts';
import type { Kind } from '../kinds.ts';
import { type CheckedRow, checkRows } from './check-rows.ts';
import { decodeText } from './decode-text.ts';
import { matchHeaders } from './match-headers.ts';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';

export type FileRows = {
  readonly rows: readonly CheckedRow[];
  /** Headers that mean nothing here. */
  readonly passedOver: readonly string[];
};

/** The rows of a CSV or JSON file, all checked; throws ConfigurationError where the file as such cannot be read. */
export async function readRows(path: string, kind: Kind): Promise<FileRows> {
  return rowsIn(await contentsOf(path), path, kind);
}

/** The rows in these bytes; `name` is the file's in messages. */
export function rowsIn(bytes: Uint8Array, name: string, kind: Kind): FileRows {
  const text = decodeText(bytes, name);
  const isJson = /^\s*[[{]/.test(text);
  const table = isJson ? readJson(text, name) : readCsv(text, name, kind);
  if (isJson && table.rows.length === 0) throw new ConfigurationError(`${name} holds no ${kind.one}`);
  const columns = matchHeaders(table.headers, name, kind);
  if (table.rows.length === 0) throw new ConfigurationError(`${name} holds no ${kind.one}`);
  return { rows: checkRows(table, columns, kind), passedOver: columns.passedOver };
}

async function contentsOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError(`${path} cannot be read (${words})`, { cause });
  }
}
