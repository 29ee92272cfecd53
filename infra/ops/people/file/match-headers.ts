import { ConfigurationError } from '../../../../shared/errors.ts';
import type { Field, Kind } from '../kinds.ts';

/** The last column of the file that refused rows are written to. */
export const refusedHeader = 'Refused';

/** Where each field's column stands, and the headers that are passed over. */
export type Columns = { readonly indexes: readonly number[]; readonly passedOver: readonly string[] };

/** Finds the column of each field; throws ConfigurationError for each one that is missing or stands there twice. */
export function matchHeaders(headers: readonly string[], name: string, kind: Kind): Columns {
  const found = kind.fields.map((field) => columnsOf(field, headers));
  const faults = kind.fields.flatMap((field, index) => faultOf(field, headers, found[index] ?? []));
  if (faults.length > 0) {
    const got = headers.map((header) => JSON.stringify(header)).join(', ') || 'nothing';
    throw new ConfigurationError(`${name}: ${faults.join('; ')}; its columns are ${got}`);
  }
  const indexes = found.flatMap(([index]) => index ?? []);
  const passedOver = headers.filter(
    (header, index) => !indexes.includes(index) && plain(header) !== plain(refusedHeader) && plain(header),
  );
  return { indexes, passedOver };
}

/** How many of the kind's fields these headers name. */
export function recognized(headers: readonly string[], { fields }: Kind): number {
  return fields.filter((field) => columnsOf(field, headers).length > 0).length;
}

/** By its own name first: `id` beside `Agent ID` is something else. */
function columnsOf({ name, spellings }: Field, headers: readonly string[]): number[] {
  const spelled = (spelling: string) =>
    headers.flatMap((header, index) => (plain(header) === spelling ? [index] : []));
  const own = spelled(plain(name));
  return own.length > 0 ? own : spellings.flatMap(spelled);
}

function faultOf({ name, spellings }: Field, headers: readonly string[], columns: readonly number[]) {
  if (columns.length === 1) return [];
  const others = spellings.filter((spelling) => spelling !== plain(name));
  if (columns.length === 0) return [`no column is called ${name} (or ${others.join(', ')})`];
  const both = columns.map((column) => JSON.stringify(headers[column]));
  return [`${both.join(' and ')} both mean ${name}`];
}

/** `Agent ID`, `agent_id` and `AgentId` are the same. */
function plain(header: string): string {
  return header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
