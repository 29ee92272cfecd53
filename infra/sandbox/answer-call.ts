import type { DatabaseSync } from 'node:sqlite';
import { calls, type InsertCall, type ListCall } from '../../shared/cloud-connect/calls.ts';
import { parseJson } from '../../shared/cloud-connect/envelope.ts';
import { type CallName, callNames } from '../../shared/configuration/configuration.ts';
import { type ApiAnswer, failed, succeeded } from './api-answer.ts';
import { answerLogin, answerRefresh, type Credentials } from './auth-calls.ts';
import { enumerate, readRows } from './read-rows.ts';
import { type RepeatedKeys, storeRows } from './store-rows.ts';
import { rowsOfAccount } from './stored-rows.ts';
import { tableOf } from './tables.ts';
import type { Tokens } from './tokens.ts';

export type ApiRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string;
  readonly body: string;
};

/** What the API stands on. */
export type Api = {
  readonly database: DatabaseSync;
  readonly tokens: Tokens;
  readonly credentials: Credentials;
  /** For agent activity, where the documentation leaves it open. */
  readonly repeatedKeys: RepeatedKeys;
  readonly now: () => number;
};

/** The call that stands at a path, exactly as documented. */
export function callAt(path: string): CallName | undefined {
  return callNames.find((name) => calls[name].path === path);
}

/** Answers one request as the Cloud Connect API documents it. */
export function answerCall(api: Api, request: ApiRequest): ApiAnswer {
  const call = callAt(request.path);
  if (!call) return failed(404, { Message: `No call of the API stands at ${request.path}` });
  const { method } = calls[call];
  if (request.method !== method)
    return failed(405, { Message: `${call} is called with ${method}`, headers: { allow: method } });
  if (call === 'login') return answerLogin(api, parseJson(request.body));
  if (call === 'refresh') return answerRefresh(api, parseJson(request.body));
  const token = /^Bearer (\S+)$/i.exec(request.authorization)?.[1] ?? '';
  if (!api.tokens.verify(token, 'access'))
    return failed(401, {
      Message: 'Authorization has been denied for this request: the token is missing, expired or not valid',
      headers: { 'www-authenticate': 'Bearer' },
    });
  if (call === 'listPeople' || call === 'listCollectionPoints') return answerList(api, call, request.query);
  return answerInsert(api, call, request.body);
}

function answerList({ database }: Api, call: ListCall, query: URLSearchParams): ApiAnswer {
  const name = calls[call].accountParameter;
  // Parameter names are documented in two spellings, and ASP.NET reads them without regard to case.
  const [, account = ''] = [...query].find(([key]) => key.toLowerCase() === name.toLowerCase()) ?? [];
  if (!/^\d{1,10}$/.test(account))
    return failed(400, { Message: `The query parameter ${name} must be a whole number` });
  const Data = rowsOfAccount(database, tableOf[call], `${Number(account)}`);
  return succeeded({ Message: `${Data.length} rows`, Data });
}

function answerInsert(api: Api, call: InsertCall, text: string): ApiAnswer {
  const body = parseJson(text);
  if (body === undefined) return failed(400, { Message: 'The body is not JSON' });
  const read = readRows(call, body);
  if ('faults' in read) return failed(400, { Message: read.faults });
  const rows = read.rows.length;
  const { stored, refused } = storeRows(api.database, {
    ...read,
    table: tableOf[call],
    repeatedKeys: call === 'bulkInsertAgentActivity' ? api.repeatedKeys : 'refuse-batch',
    storedAt: new Date(api.now()).toISOString(),
  });
  if (refused.length === 0) return succeeded({ Message: `${stored} of ${rows} rows stored`, rows });
  const words = refused.map((row) => `row ${row.rowIndex}: ${row.words}`);
  const Message = `${stored} of ${rows} rows stored, the others were refused`;
  return failed(200, { Message, ExceptionResult: enumerate(words), rows });
}
