import { Pool } from 'undici';
import { loadEnvironment } from '../../../infra/environments/load-environment.ts';
import { DEFAULT_CREDENTIALS } from '../../../infra/sandbox/sandbox.ts';
import { calls } from '../../../shared/cloud-connect/calls.ts';
import { createCloudConnect } from '../../../shared/cloud-connect/client.ts';
import { formatTime } from '../../../shared/cloud-connect/format-time.ts';
import type { AgentActivityRow } from '../../../shared/cloud-connect/rows.ts';
import { type Attempt, createAttempt } from '../../../shared/deliver-events/attempt.ts';
import { deliverGroup } from '../../../shared/deliver-events/deliver-group.ts';
import type { Deliverable } from '../../../shared/deliver-events/deliverable.ts';
import { alternate } from '../alternate.ts';
import { type ApiThread, refusedAgent, startSandboxThread, startSinkThread } from './api-thread.ts';

const { rounds, rowCount }: { rounds: number; rowCount: number } = JSON.parse(process.argv[2] ?? '{}');
const call = 'bulkInsertAgentActivity';
const { cloudConnect } = loadEnvironment('local');
const rowsEach = cloudConnect.rowsPerRequest;
const requestCount = Math.ceil(rowCount / rowsEach);

export type DeliveryFigures = {
  /** Milliseconds for all rows, by round. */
  readonly times: Readonly<
    Record<'client, sink' | 'undici, sink' | 'client, sandbox' | 'undici, sandbox', readonly number[]>
  >;
  readonly requests: number;
  readonly refusal: { readonly times: readonly number[]; readonly requests: number };
};

const sink = await startSinkThread();
const sandbox = await startSandboxThread();
let startedAtMs = Date.parse('2026-01-01T00:00:00.000Z');

/** Of one agent and second each, and never the same again, because the sandbox refuses what it has. */
function freshRows(): readonly AgentActivityRow[] {
  startedAtMs += 60_000;
  const eventTime = formatTime(new Date(startedAtMs).toISOString(), cloudConnect.timeFormat);
  return Array.from({ length: rowCount }, (_, index) => ({
    AgentId: `agent-${index}`,
    EventTime: eventTime,
    Activity: 'AVAIL',
    ReasonCode: 'LUNCH',
  }));
}

function requestsOf<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  return Array.from({ length: Math.ceil(rows.length / rowsEach) }, (_, index) =>
    rows.slice(index * rowsEach, (index + 1) * rowsEach),
  );
}

async function throughClient({ url }: ApiThread, accessToken: string) {
  const client = createCloudConnect({ ...cloudConnect, baseUrl: url });
  const send = async (rows: readonly AgentActivityRow[]) =>
    await client.bulkInsert(call, rows, { accessToken, accountId: '1' });
  return { measure: timed(send), close: () => client.close() };
}

/** A loop over undici as its documentation has it: the body encoded once as a Buffer, the answer read and looked at. */
async function throughUndici({ url }: ApiThread, accessToken: string) {
  const pool = new Pool(url);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` };
  const send = async (rows: readonly AgentActivityRow[]) => {
    const body = Buffer.from(JSON.stringify({ AccountId: '1', AgentUpdates: rows }));
    const answer = await pool.request({ method: 'POST', path: calls[call].path, headers, body });
    const { Success } = JSON.parse(await answer.body.text());
    if (!Success) throw new Error(`the API answered ${answer.statusCode}`);
  };
  return { measure: timed(send), close: () => pool.close() };
}

function timed(send: (rows: readonly AgentActivityRow[]) => Promise<void>): () => Promise<number> {
  return async () => {
    const requests = requestsOf(freshRows());
    const startedMs = performance.now();
    for (const rows of requests) await send(rows);
    return performance.now() - startedMs;
  };
}

/** The same measurement; throws where the sink has not accepted each row of it once, in as many requests as they take. */
function countedBySink(measure: () => Promise<number>): () => Promise<number> {
  return async () => {
    const tookMs = await measure();
    const accepted = await sink.take();
    if (accepted.rows !== rowCount || accepted.requests !== requestCount)
      throw new Error(
        `the sink accepted ${accepted.rows} rows of ${rowCount}, in ${accepted.requests} requests of ${requestCount}`,
      );
    return tookMs;
  };
}

/** The stages that halve a refused request, through the real client: three of all rows are bad, the sink says so. */
async function refusalTimes(): Promise<DeliveryFigures['refusal']> {
  const client = createCloudConnect({ ...cloudConnect, baseUrl: sink.url });
  const token = { accessToken: 'a-token', versionId: '1' };
  const attempt = createAttempt(client, { current: async () => token, renew: async () => token });
  const places = [0.17, 0.5, 0.83].map((share) => Math.floor(share * rowCount));
  let requests = 0;
  const counted: Attempt = async (rows, turn) => {
    requests += 1;
    return await attempt(rows, turn);
  };
  const measure = async () => {
    requests = 0;
    const rows = freshRows().map((row, index) => deliverable(places.includes(index) ? bad(row) : row, index));
    const startedMs = performance.now();
    const result = await deliverGroup(requestsOf(rows), {
      attempt: counted,
      pace: async () => undefined,
      remainingMs: () => 60_000,
    });
    if (result.refused.length !== places.length || result.accepted.length !== rowCount - places.length)
      throw new Error(`${result.refused.length} rows were refused, ${result.accepted.length} accepted`);
    const tookMs = performance.now() - startedMs;
    const { rows: accepted } = await sink.take();
    if (accepted !== result.accepted.length)
      throw new Error(`the sink accepted ${accepted} rows of ${result.accepted.length}`);
    return tookMs;
  };
  const { refused } = await alternate({ refused: measure }, { rounds, warmUps: 1 });
  await client.close();
  return { times: refused, requests };
}

function bad(row: AgentActivityRow): AgentActivityRow {
  return { ...row, AgentId: `${refusedAgent}${row.AgentId}` };
}

function deliverable(row: AgentActivityRow, index: number): Deliverable {
  const receivedAt = new Date(startedAtMs).toISOString();
  const message = {
    messageId: `m${Math.floor(index / 100)}`,
    receiptHandle: '',
    body: '',
    receiveCount: 1,
    sentAtMs: startedAtMs,
  };
  return {
    call,
    row,
    key: `${row.AgentId}@${row.EventTime}`,
    at: receivedAt,
    message,
    event: {
      type: 'agent-activity',
      id: `e${index}`,
      agentId: row.AgentId,
      eventTime: receivedAt,
      state: 'AVAIL',
      source: 'standard',
      accountId: '1',
      receivedAt,
    },
  };
}

const opener = createCloudConnect({ ...cloudConnect, baseUrl: sandbox.url });
const { accessToken } = await opener.login(DEFAULT_CREDENTIALS);
await opener.close();
const sides = {
  'client, sink': await throughClient(sink, 'a-token'),
  'undici, sink': await throughUndici(sink, 'a-token'),
  'client, sandbox': await throughClient(sandbox, accessToken),
  'undici, sandbox': await throughUndici(sandbox, accessToken),
};
const times = await alternate(
  {
    'client, sink': countedBySink(sides['client, sink'].measure),
    'undici, sink': countedBySink(sides['undici, sink'].measure),
    'client, sandbox': sides['client, sandbox'].measure,
    'undici, sandbox': sides['undici, sandbox'].measure,
  },
  { rounds, warmUps: 2 },
);
const refusal = await refusalTimes();
for (const { close } of Object.values(sides)) await close();
const [lastRow] = freshRows();
const answer = await fetch(`${sandbox.url}/sandbox/rows/agent-activity`);
const stored = Array.from(Object(await answer.json()));
const expected = 2 * (rounds + 2) * rowCount;
const error =
  stored.length === expected && lastRow ? undefined : `${stored.length} rows of ${expected} are stored`;
process.send?.({ times, requests: requestCount, refusal, error });
await sink.close();
await sandbox.close();
process.disconnect();
