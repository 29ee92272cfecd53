import type { CallName, CloudConnectConfiguration } from '../configuration/configuration.ts';
import type { Metrics } from '../metrics.ts';
import { type BulkCall, calls, type InsertCall, type ListCall } from './calls.ts';
import { checkAccountId, checkRows } from './check-rows.ts';
import { TIMEOUTS, type Timeouts } from './connection.ts';
import { type Envelope, type TokenPair, tokenPairOf } from './envelope.ts';
import { Outage } from './errors.ts';
import { type CollectionPoint, collectionPointsOf, type Person, peopleOf } from './listed-rows.ts';
import { measuredCalls } from './measured-calls.ts';
import { privateTexts } from './private-texts.ts';
import type { CollectionPointRow, PersonRow, Row } from './rows.ts';
import { createSendCall, type SendCall } from './send-call.ts';

/** What a call is made with: a token, and the account whose rows it is about. */
export type Access = {
  readonly accessToken: string;
  readonly accountId: string;
  /** For the whole exchange, where the caller has less time than the client's own limit. */
  readonly withinMs?: number;
  /** Sent as `x-request-id`, by which both sides can look a request up. */
  readonly requestId?: string | undefined;
};
export type Credentials = { readonly userName: string; readonly password: string };

/**
 * The Cloud Connect API. Every call throws Refusal (the API said no to what was sent), Unauthorized (401) or Outage
 * (anything else that went wrong); calls that send rows throw InvalidRow first, before anything is sent.
 */
export type CloudConnect = {
  login(credentials: Credentials): Promise<TokenPair>;
  refresh(refreshToken: string): Promise<TokenPair>;
  listPeople(access: Access): Promise<Person[]>;
  insertPerson(person: PersonRow, access: Access): Promise<void>;
  listCollectionPoints(access: Access): Promise<CollectionPoint[]>;
  insertCollectionPoint(collectionPoint: CollectionPointRow, access: Access): Promise<void>;
  /** All rows in one request, in the order given. */
  bulkInsert(call: BulkCall, rows: readonly Row[], access: Access): Promise<void>;
  /** The path at which the API answered this call last, after the base URL: one call may have two. Undefined before it did. */
  pathOf(call: CallName): string | undefined;
  /** Waits for what is under way and closes the connections. */
  close(): Promise<void>;
};

export type CloudConnectOptions = {
  readonly timeouts?: Partial<Timeouts>;
  /** Milliseconds since the epoch; for Retry-After dates and idle connections. */
  readonly now?: () => number;
  /** Where the latency and the errors of its calls go; left out, they are not measured. */
  readonly metrics?: Metrics;
};

export function createCloudConnect(
  configuration: CloudConnectConfiguration,
  { timeouts = {}, now = Date.now, metrics = () => {} }: CloudConnectOptions = {},
): CloudConnect {
  const connected = createSendCall(configuration, { timeouts: { ...TIMEOUTS, ...timeouts }, now });
  const send = measuredCalls(connected.send, metrics, now);
  return {
    login: (credentials) => login(send, credentials),
    refresh: (refreshToken) => refresh(send, refreshToken),
    listPeople: async (access) => peopleOf(await list(send, 'listPeople', access)),
    insertPerson: (person, access) => insert(send, 'insertPerson', { rows: [person], body: person, access }),
    listCollectionPoints: async (access) =>
      collectionPointsOf(await list(send, 'listCollectionPoints', access)),
    insertCollectionPoint: (point, access) =>
      insert(send, 'insertCollectionPoint', { rows: [point], body: point, access }),
    bulkInsert: (call, rows, access) =>
      insert(send, call, { rows, body: { [calls[call].listKey]: rows }, access }),
    pathOf: connected.pathOf,
    close: connected.close,
  };
}

async function login(send: SendCall, { userName, password }: Credentials): Promise<TokenPair> {
  const body = { userName, password, setCookie: false };
  return pairOf('login', await send('login', { body, secrets: [password, userName] }));
}

async function refresh(send: SendCall, refreshToken: string): Promise<TokenPair> {
  // Documented as the placeholder "string"; OAuth 2.0 names this grant so.
  const body = { refresh_token: refreshToken, grant_type: 'refresh_token' };
  return pairOf('refresh', await send('refresh', { body, secrets: [refreshToken] }));
}

function pairOf(call: 'login' | 'refresh', envelope: Envelope): TokenPair {
  const pair = tokenPairOf(envelope);
  if (pair) return pair;
  throw new Outage(
    `${call}: the API answered Success: true without a token pair, at the top level or in Data`,
    {
      apiStatus: 200,
    },
  );
}

async function list(send: SendCall, call: ListCall, { accessToken, accountId }: Access): Promise<Envelope> {
  checkAccountId(accountId);
  return await send(call, { accessToken, query: { [calls[call].accountParameter]: accountId } });
}

async function insert(
  send: SendCall,
  call: InsertCall,
  { rows, body, access }: { rows: readonly Row[]; body: object; access: Access },
): Promise<void> {
  checkAccountId(access.accountId);
  checkRows(call, rows);
  const { accessToken, accountId, withinMs, requestId } = access;
  const request = { accessToken, withinMs, requestId, privateTexts: () => privateTexts(rows) };
  await send(call, { ...request, body: { AccountId: accountId, ...body } });
}
