import type { DatabaseSync } from 'node:sqlite';
import { parseJson } from '../../shared/cloud-connect/envelope.ts';
import type { Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import { allRows } from './stored-rows.ts';
import { type Table, tables } from './tables.ts';
import type { Tokens } from './tokens.ts';

/** What `/sandbox/*` looks into and turns. */
export type Controlled = {
  readonly database: DatabaseSync;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly journal: Journal;
};

export type ControlAnswer = { readonly status: number; readonly body: unknown };

const ROUTES = [
  `GET /sandbox/rows/{${Object.keys(tables).join('|')}}`,
  'GET /sandbox/requests',
  'GET /sandbox/faults',
  'POST /sandbox/faults',
  'DELETE /sandbox/faults',
  'POST /sandbox/expire-tokens',
];

/** Answers a request to the sandbox itself, which needs no token. */
export function answerControl(
  { database, tokens, faults, journal }: Controlled,
  { method, path, body }: { method: string; path: string; body: string },
): ControlAnswer {
  const table = tableAt(path);
  if (method === 'GET' && table) return ok(allRows(database, table));
  switch (`${method} ${path}`) {
    case 'GET /sandbox/requests':
      return ok(journal.entries());
    case 'GET /sandbox/faults':
      return ok(faults.pending());
    case 'POST /sandbox/faults':
      return addFaults(faults, body);
    case 'DELETE /sandbox/faults':
      faults.clear();
      return ok(faults.pending());
    case 'POST /sandbox/expire-tokens':
      tokens.expireAccessTokens();
      return ok({ expired: true });
    default:
      return { status: 404, body: { error: `${method} ${path} is not one of: ${ROUTES.join(', ')}` } };
  }
}

function addFaults(faults: Faults, body: string): ControlAnswer {
  const given = parseJson(body);
  const error = given === undefined ? 'the body must be JSON' : faults.add(given);
  return error === undefined ? { status: 201, body: faults.pending() } : { status: 400, body: { error } };
}

function tableAt(path: string): Table | undefined {
  return Object.entries(tables).find(([name]) => path === `/sandbox/rows/${name}`)?.[1];
}

function ok(body: unknown): ControlAnswer {
  return { status: 200, body };
}
