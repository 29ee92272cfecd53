import { calls, type InsertCall } from '../../shared/cloud-connect/calls.ts';
import { accountId } from '../../shared/cloud-connect/rows.ts';
import { faultsOf } from '../../shared/events/faults.ts';
import { type Fields, tableOf } from './tables.ts';

/** So many faults are spelt out, the rest counted. */
const FAULTS_SHOWN = 20;

type Request = { readonly accountId: string; readonly rows: readonly Fields[] };

/** The rows of an insert call's body, or the faults found: which row, which field, and what is allowed. */
export function readRows(call: InsertCall, body: unknown): Request | { readonly faults: string } {
  if (typeof body !== 'object' || body === null) return { faults: 'the body must be a JSON object' };
  const fields: Readonly<Record<string, unknown>> = { ...body };
  const account = accountId.safeParse(scalar(fields['AccountId']));
  if (!account.success) return { faults: `AccountId ${account.error.issues[0]?.message}` };
  const definition = calls[call];
  const list = 'listKey' in definition ? fields[definition.listKey] : [fields];
  if (!Array.isArray(list) && 'listKey' in definition)
    return { faults: `${definition.listKey} must be an array of rows` };
  const { rows, faults } = parseRows(call, Array.isArray(list) ? list : []);
  return faults.length > 0 ? { faults: enumerate(faults) } : { accountId: `${Number(account.data)}`, rows };
}

function parseRows(call: InsertCall, list: readonly unknown[]): { rows: Fields[]; faults: string[] } {
  const { schema } = tableOf[call];
  const rows: Fields[] = [];
  const faults: string[] = [];
  for (const [rowIndex, item] of list.entries()) {
    const parsed = schema.safeParse(withScalars(item));
    if (parsed.success) rows.push(parsed.data);
    else
      for (const { path, message } of faultsOf(parsed.error))
        faults.push(`row ${rowIndex}: ${path} ${message}`);
  }
  return { rows, faults };
}

export function enumerate(faults: readonly string[]): string {
  const more = faults.length - FAULTS_SHOWN;
  return faults.slice(0, FAULTS_SHOWN).join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** The samples send every value as a string; a number or a boolean means the same, and null that there is none. */
function withScalars(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const present = Object.entries(row).filter(([, value]) => value !== null);
  return Object.fromEntries(present.map(([name, value]) => [name, scalar(value)]));
}

function scalar(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}
