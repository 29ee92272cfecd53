import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from 'vitest';
import { createSandbox, DEFAULT_CREDENTIALS, type SandboxOptions } from '../../infra/sandbox/sandbox.ts';
import { calls } from '../../shared/cloud-connect/calls.ts';
import type { CallName } from '../../shared/configuration/configuration.ts';
import { sampleVolume as volume } from '../unit/cloud-connect/sample-volume.ts';

const ACTIVITY_PATH = calls.bulkInsertAgentActivity.path;
const state = (AgentId: string, EventTime = '10/20/2020 2:13:12', Activity = 'OnCall') => ({
  AgentId,
  EventTime,
  Activity,
});

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type Answer = { status: number; body: Record<string, unknown>; headers: Headers };

/** A sandbox, and ways to talk to it with a token. */
async function start(options: SandboxOptions = {}) {
  const sandbox = await createSandbox(options);
  closing.push(() => sandbox.close());
  const ask = async (method: string, path: string, body?: unknown, token?: string): Promise<Answer> => {
    const answer = await fetch(sandbox.url + path, {
      method,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, body: JSON.parse(await answer.text()), headers: answer.headers };
  };
  const login = async () => (await ask('POST', calls.login.path, DEFAULT_CREDENTIALS)).body;
  const token = String((await login())['Token']);
  return {
    ...{ url: sandbox.url, ask, login, token, close: sandbox.close },
    call: (name: CallName, body?: unknown) => ask(calls[name].method, calls[name].path, body, token),
    insert: (...AgentUpdates: object[]) =>
      ask('POST', ACTIVITY_PATH, { AccountId: '1', AgentUpdates }, token),
    rows: async (name = 'agent-activity') => {
      const answer = await fetch(`${sandbox.url}/sandbox/rows/${name}`);
      return (await answer.json()) as Record<string, string>[];
    },
    fault: (fault: unknown) => ask('POST', '/sandbox/faults', fault),
  };
}

describe('auth', () => {
  test('login answers the pair at the top level, as documented', async () => {
    const { login } = await start();
    expect(await login()).toEqual({
      Success: true,
      ExceptionResult: null,
      Token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      RefreshToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      Message: 'Successful FORMS Authentication',
      Data: null,
    });
  });

  test('refresh answers the pair inside Data, beside empty strings', async () => {
    const { ask, login } = await start();
    const { RefreshToken } = await login();
    const body = { refresh_token: RefreshToken, grant_type: 'string' };
    expect((await ask('POST', calls.refresh.path, body)).body).toEqual({
      Success: true,
      ExceptionResult: null,
      Token: '',
      RefreshToken: '',
      Message: 'token refresh successful',
      Data: { Token: expect.any(String), RefreshToken: expect.any(String) },
    });
  });

  test("a token's exp says when it expires, and it counts until then", async () => {
    let nowMs = Date.parse('2026-11-23T09:00:00Z');
    const { call, token } = await start({ tokenSeconds: 60, now: () => nowMs });
    const [, payload = ''] = token.split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      exp: nowMs / 1000 + 60,
    });
    nowMs += 59_999;
    expect((await call('insertPerson', {})).status).toBe(400);
    nowMs += 1;
    expect((await call('insertPerson', {})).status).toBe(401);
  });

  test('a missing, garbled or foreign token, or a refresh token in its place, is answered 401', async () => {
    const { ask, login, token } = await start();
    const other = await start();
    const { RefreshToken } = await login();
    const path = `${calls.listPeople.path}?accountId=1`;
    for (const wrong of ['', 'x', `${token}x`, token.slice(0, -3), other.token, String(RefreshToken)])
      expect((await ask('GET', path, undefined, wrong)).status).toBe(401);
    expect((await ask('GET', path)).body).toMatchObject({ Success: false, Data: null });
    expect((await ask('GET', path, undefined, token)).status).toBe(200);
  });

  test('wrong credentials and refresh tokens are answered 401, an unreadable body 400', async () => {
    const { ask, token } = await start();
    const wrong = { ...DEFAULT_CREDENTIALS, password: 'other' };
    expect(await ask('POST', calls.login.path, wrong)).toMatchObject({
      status: 401,
      body: { Success: false },
    });
    expect((await ask('POST', calls.login.path, '{')).status).toBe(400);
    const refresh = { refresh_token: token, grant_type: 'string' };
    expect((await ask('POST', calls.refresh.path, refresh)).status).toBe(401);
    expect((await ask('POST', calls.refresh.path, { ...refresh, grant_type: '' })).status).toBe(400);
  });

  test('all access tokens can be made to expire at once; refresh tokens live on', async () => {
    const { ask, call, login } = await start();
    const { RefreshToken } = await login();
    await ask('POST', '/sandbox/expire-tokens');
    expect((await call('insertPerson', {})).status).toBe(401);
    const refresh = { refresh_token: RefreshToken, grant_type: 'string' };
    expect((await ask('POST', calls.refresh.path, refresh)).status).toBe(200);
  });
});

describe('calls', () => {
  test("the documentation's own bulk samples are stored and listed as sent", async () => {
    const { call, rows, ask, token } = await start();
    const people = [
      { AgentId: '2', FirstName: 'Joe', LastName: 'Doe' },
      { AgentId: '3', FirstName: 'Jane', LastName: 'Doe' },
    ];
    const points = [{ CollectionPointId: '1', Description: 'Collection Point 1' }];
    const states = [{ ...state('4'), ReasonCode: '1' }, state('5')];
    const AccountId = '1';
    await call('bulkInsertPeople', { AccountId, AgentInserts: people });
    await call('bulkInsertCollectionPoints', { AccountId, CollectionPointInserts: points });
    await call('bulkInsertAgentActivity', { AccountId, AgentUpdates: states });
    expect(await call('bulkInsertCallVolume', { AccountId, CallVolumeUpdates: [volume] })).toMatchObject({
      status: 200,
      body: { Success: true, ExceptionResult: null, Token: null, RefreshToken: null, Data: null },
    });
    const StoredAt = expect.stringMatching(/^\d{4}-.*Z$/);
    const { UpdateExisting: _, ...stored } = volume;
    expect(await rows('people')).toEqual(people.map((row) => ({ AccountId, ...row, StoredAt })));
    expect(await rows('collection-points')).toEqual(points.map((row) => ({ AccountId, ...row, StoredAt })));
    expect(await rows('agent-activity')).toEqual(states.map((row) => ({ AccountId, ...row, StoredAt })));
    expect(await rows('call-volume')).toEqual([{ AccountId, ...stored, StoredAt }]);
    const listed = await ask('GET', '/api/ccc/people/list?accountid=1', undefined, token);
    expect(listed.body['Data']).toEqual(people.map((row) => ({ AccountId, ...row })));
  });

  test('rows inserted alone are stored', async () => {
    const { call, rows } = await start();
    await call('insertPerson', { AccountId: '1', AgentId: '2', FirstName: 'First2', LastName: 'Last2' });
    await call('insertCollectionPoint', { AccountId: '1', CollectionPointId: '1', Description: 'One' });
    expect(await rows('people')).toMatchObject([{ AccountId: '1', AgentId: '2', LastName: 'Last2' }]);
    expect(await rows('collection-points')).toMatchObject([{ CollectionPointId: '1', Description: 'One' }]);
  });

  test('a path that is not documented is answered 404, the wrong method 405', async () => {
    const { ask, token } = await start();
    expect(await ask('POST', '/api/ccc/auth/login', {}, token)).toMatchObject({
      status: 404,
      body: { Success: false },
    });
    const wrong = await ask('GET', ACTIVITY_PATH, undefined, token);
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('a body that is not JSON is answered 400, one over 5 MB 413', async () => {
    const { call } = await start();
    expect(await call('insertPerson', '{"AccountId":')).toMatchObject({
      status: 400,
      body: { Success: false, Message: 'The body is not JSON' },
    });
    expect((await call('insertPerson', ' '.repeat(5_000_001))).status).toBe(413);
  });

  test.each([
    ['the account', { AccountId: 'one', AgentUpdates: [] }, 'AccountId must be a whole number'],
    ['the rows', { AccountId: '1' }, 'AgentUpdates must be an array of rows'],
    ['all', [], 'AccountId must be'],
  ])('a body without %s is answered 400', async (_what, body, words) => {
    const { call } = await start();
    const answer = await call('bulkInsertAgentActivity', body);
    expect(answer.status).toBe(400);
    expect(answer.body['Message']).toContain(words);
  });

  test('numbers and booleans mean what their strings mean', async () => {
    const { call, rows } = await start();
    const row = { ...volume, UpdateExisting: false, ContactsOffered: 5, OutboundContacts: null };
    expect((await call('bulkInsertCallVolume', { AccountId: 1, CallVolumeUpdates: [row] })).status).toBe(200);
    expect(await rows('call-volume')).toMatchObject([{ AccountId: '1', ContactsOffered: '5' }]);
  });
});

describe('constraints', () => {
  test('a refused row is named with its field and what is allowed, and nothing of the request is stored', async () => {
    const { insert, rows } = await start();
    const { status, body } = await insert(state('1'), state('2', '10/20/2020 2:13:12', 'NotReadyNow'));
    expect([status, body['Success']]).toEqual([400, false]);
    expect(body['Message']).toBe('row 1: Activity has 11 characters, at most 10 are allowed');
    expect(await rows()).toEqual([]);
  });

  test.each([
    [{ Interval: '10/30/2020 2:20:00' }, 'Interval must be on a quarter hour'],
    [{ Interval: '10/32/2020 2:15:00' }, 'Interval must be a time'],
    [{ ContactsOffered: '-1' }, 'ContactsOffered must be a whole number from 0'],
    [{ TalkTime: 'ten' }, 'TalkTime must be a number'],
    [{ OutboundTimeStamp: '10/30/2020' }, 'OutboundTimeStamp must be a number'],
    [{ ServiceLevelPct: undefined }, 'ServiceLevelPct must be a number'],
    [{ UpdateExisting: 'yes' }, 'UpdateExisting must be "true" or "false"'],
    [{ CollectionPoint: '😀'.repeat(26) }, 'CollectionPoint has 52 characters, at most 50 are allowed'],
  ])('call volume with %o is refused', async (change, words) => {
    const { call } = await start();
    const rows = [{ ...volume, ...change }];
    const { status, body } = await call('bulkInsertCallVolume', { AccountId: '1', CallVolumeUpdates: rows });
    expect(status).toBe(400);
    expect(body['Message']).toContain(`row 0: ${words}`);
  });

  test.each([
    ['insertPerson', { AgentId: '2', FirstName: 'First2', LastName: 'Last2' }],
    ['insertCollectionPoint', { CollectionPointId: '1', Description: 'One' }],
    ['bulkInsertCallVolume', { CallVolumeUpdates: [volume] }],
  ] as const)('a key that %s repeats is refused as a duplicate', async (name, row) => {
    const { call } = await start();
    expect((await call(name, { AccountId: '1', ...row })).body).toMatchObject({ Success: true });
    const { status, body } = await call(name, { AccountId: '01', ...row });
    expect([status, body['Success']]).toEqual([200, false]);
    expect(body['ExceptionResult']).toContain('Violation of PRIMARY KEY constraint');
    expect((await call(name, { AccountId: '2', ...row })).body).toMatchObject({ Success: true });
  });

  test('UpdateExisting "true" replaces the whole stored row, whatever its time format', async () => {
    const { call, rows } = await start();
    const { OutboundContacts: _, ...fuller } = {
      ...volume,
      Interval: '2020-10-30 02:15:00',
      TalkTime: '700',
    };
    const send = (row: object) => call('bulkInsertCallVolume', { AccountId: '1', CallVolumeUpdates: [row] });
    await send({ ...volume, UpdateExisting: 'true' });
    await send({ ...fuller, UpdateExisting: 'true' });
    const stored = await rows('call-volume');
    expect(stored).toMatchObject([{ Interval: '2020-10-30 02:15:00', TalkTime: '700' }]);
    expect(stored[0]).not.toHaveProperty('OutboundContacts');
  });
});

describe('repeated agent-activity keys', () => {
  const words = 'The duplicate key value is (1, 4, 10/20/2020 2:13:12).';

  test('refuse the whole batch unless told otherwise', async () => {
    const { insert, rows } = await start();
    await insert(state('4'));
    const { status, body } = await insert(state('5'), state('4'), state('6'));
    expect([status, body['Success']]).toEqual([200, false]);
    expect(body['ExceptionResult']).toBe(
      "row 1: Violation of PRIMARY KEY constraint 'PK_AgentActivity'. Cannot insert duplicate key in object " +
        `'dbo.AgentActivity'. ${words}`,
    );
    expect((await rows()).map((row) => row['AgentId'])).toEqual(['4']);
  });

  test('are found within one request, and across both time formats', async () => {
    const { insert, rows } = await start();
    expect((await insert(state('4'), state('4'))).body['Success']).toBe(false);
    await insert(state('4'));
    expect((await insert(state('4', '2020-10-20 02:13:12'))).body['Success']).toBe(false);
    expect(await rows()).toHaveLength(1);
  });

  test('with refuse-row, store the good rows and name the refused', async () => {
    const { insert, rows } = await start({ repeatedKeys: 'refuse-row' });
    await insert(state('4'));
    const { status, body } = await insert(state('5'), state('4'), state('6'));
    expect([status, body['Success']]).toEqual([200, false]);
    expect(body['ExceptionResult']).toMatch(/^row 1: .*\(1, 4, 10\/20\/2020 2:13:12\)\.$/);
    expect((await rows()).map((row) => row['AgentId'])).toEqual(['4', '5', '6']);
  });

  test('with ignore, keep the first row and succeed', async () => {
    const { insert, rows } = await start({ repeatedKeys: 'ignore' });
    await insert(state('4'));
    expect((await insert(state('4', '10/20/2020 2:13:12', 'other'), state('5'))).body['Success']).toBe(true);
    expect((await rows()).map((row) => `${row['AgentId']} ${row['Activity']}`)).toEqual([
      '4 OnCall',
      '5 OnCall',
    ]);
  });
});

describe('scripted faults', () => {
  test('answer what they say, so often, in their order, and only where they apply', async () => {
    const { fault, insert, call } = await start();
    await fault([
      { path: 'bulkInsertAgentActivity', status: 503, headers: { 'retry-after': '7' }, count: 2 },
      { path: '/AgentActivity/', status: 200, body: '<html>' },
    ]);
    expect((await call('insertPerson', {})).status).toBe(400);
    const first = await insert(state('1'));
    expect([first.status, first.headers.get('retry-after'), first.body['Success']]).toEqual([
      503,
      '7',
      false,
    ]);
    expect((await insert(state('1'))).status).toBe(503);
    await expect(insert(state('1'))).rejects.toThrow(/JSON/);
    expect((await insert(state('1'))).body['Success']).toBe(true);
  });

  test('cut the connection before anything is stored, or after', async () => {
    const { fault, insert, rows } = await start();
    await fault([{ drop: 'before-commit' }, { drop: 'after-commit' }]);
    await expect(insert(state('1'))).rejects.toThrow();
    expect(await rows()).toEqual([]);
    await expect(insert(state('2'))).rejects.toThrow();
    expect(await rows()).toMatchObject([{ AgentId: '2' }]);
  });

  test('delay a call and then let it happen', async () => {
    const { fault, insert, ask } = await start();
    await fault({ delayMs: 30 });
    expect((await insert(state('1'))).body['Success']).toBe(true);
    const journal: unknown = (await ask('GET', '/sandbox/requests')).body;
    const last = Array.isArray(journal) ? journal.at(-1) : undefined;
    expect(last?.durationMs).toBeGreaterThanOrEqual(28);
  });

  test('are listed while pending and can be cleared', async () => {
    const { fault, ask, insert } = await start();
    expect(await fault({ status: 500, count: 9 })).toMatchObject({ status: 201, body: [{ count: 9 }] });
    expect((await ask('GET', '/sandbox/faults')).body).toEqual([{ status: 500, count: 9 }]);
    await ask('DELETE', '/sandbox/faults');
    expect((await insert(state('1'))).status).toBe(200);
  });

  test.each([
    ['{', 'the body must be JSON'],
    [{}, 'faults[0] must have at least one of status, body, headers, delayMs and drop'],
    [{ status: 99 }, 'status'],
    [{ status: 500, times: 2 }, 'faults[0].times is not a key here: allowed are'],
    [{ status: 500, drop: 'after-commit' }, 'must not have drop together with status'],
    [{ drop: 'sometimes' }, 'drop'],
    [[], 'faults must have at least one'],
  ])('%j is refused with the reason', async (given, words) => {
    const { fault, ask } = await start();
    const { status, body } = await fault(given);
    expect(status).toBe(400);
    expect(body['error']).toContain(words);
    expect((await ask('GET', '/sandbox/faults')).body).toEqual([]);
  });
});

describe('the journal', () => {
  test('tells call, status, rows and outcome, and no password or token', async () => {
    const { ask, insert, token } = await start();
    await insert(state('1'), state('2'));
    const { body } = await ask('GET', '/sandbox/requests');
    expect(body).toMatchObject([
      { method: 'POST', path: calls.login.path, call: 'login', status: 200, rows: 0 },
      { call: 'bulkInsertAgentActivity', status: 200, rows: 2, outcome: '2 of 2 rows stored' },
    ]);
    expect(JSON.stringify(body)).not.toContain(DEFAULT_CREDENTIALS.password);
    expect(JSON.stringify(body)).not.toContain(token);
  });

  test('keeps the last 200 requests', async () => {
    const { ask } = await start();
    for (let asked = 0; asked < 205; asked += 1) await ask('GET', `/nowhere/${asked}`);
    const journal: unknown = (await ask('GET', '/sandbox/requests')).body;
    expect(journal).toHaveLength(200);
    expect(journal).toMatchObject({ 199: { path: '/nowhere/204', call: null, status: 404 } });
  });

  test('what is not a route of the sandbox is answered with those that are', async () => {
    const { ask } = await start();
    const { status, body } = await ask('GET', '/sandbox/rows/agents');
    expect(status).toBe(404);
    expect(body['error']).toContain('/sandbox/rows/{people|collection-points|agent-activity|call-volume}');
  });
});

test('closing does not wait for a connection on which nothing was asked', async () => {
  const { url, close } = await start();
  closing.pop();
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  await close();
  socket.destroy();
}, 5_000);

describe('a data file', () => {
  function temporaryFile(): string {
    const directory = mkdtempSync(join(tmpdir(), 'sandbox-'));
    closing.push(() => rmSync(directory, { recursive: true }));
    return join(directory, 'below', 'sandbox.db');
  }

  test('keeps rows and tokens over a restart', async () => {
    const dataFile = temporaryFile();
    const before = await start({ dataFile });
    await before.insert(state('1'));
    await before.close();
    closing.pop();
    const after = await start({ dataFile });
    expect(await after.rows()).toMatchObject([{ AgentId: '1' }]);
    const path = `${calls.listPeople.path}?accountId=1`;
    expect((await after.ask('GET', path, undefined, before.token)).status).toBe(200);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends the process cleanly', async (signal) => {
    const start = ['infra/sandbox/start.ts', '--data', temporaryFile()];
    const child = spawn(process.execPath, start, {
      env: { ...process.env, SANDBOX_PORT: '0', SANDBOX_PASSWORD: 'never-printed' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const printed: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      printed.push(line);
      const url = /^Cloud Connect sandbox at (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
      if (url) expect((await fetch(`${url}/sandbox/requests`)).status).toBe(200);
      if (line.includes('rows in')) child.kill(signal);
    }
    const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
    expect(code).toBe(0);
    expect(printed.join('\n')).not.toContain('never-printed');
  });

  test.each([
    ['SANDBOX_PORT', 'http'],
    ['SANDBOX_TOKEN_SECONDS', '0'],
    ['SANDBOX_REPEATED_KEYS', 'sometimes'],
  ])('%s=%s stops the start and is named', async (name, value) => {
    const child = spawn(process.execPath, ['infra/sandbox/start.ts'], {
      env: { ...process.env, [name]: value },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    for await (const chunk of child.stderr) errors += chunk;
    expect(errors).toContain(`${name}=${value}`);
    const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
    expect(code).toBe(1);
  });
});
