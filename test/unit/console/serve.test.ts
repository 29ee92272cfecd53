import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConsoleData } from '../../../infra/console/data.ts';
import { type Console, startConsole } from '../../../infra/console/server/start-console.ts';
import { ConfigurationError, Unavailable } from '../../../shared/errors.ts';

const failures: unknown[] = [];
const never = async (): Promise<never> => {
  throw new Error('nothing here asks for it');
};
const data: ConsoleData = {
  about: async () => ({
    environment: 'test',
    kind: 'local',
    timeZone: 'UTC',
    windowSeconds: 30,
    lookSeconds: 1,
    sources: [],
  }),
  now: async () => ({ at: new Date().toISOString(), sources: [], stages: [] }),
  agents: async (range) => ({ ...range, isLogged: true, changes: [], silences: [] }),
  volume: async () => {
    throw new Unavailable('the table did not answer');
  },
  samples: async (source) => {
    throw new ConfigurationError(`source: got "${source}", allowed: zoom`);
  },
  codes: never,
  letters: never,
  letter: never,
  tryOut: never,
  send: never,
  propose: never,
  planLetters: async ({ action, ids }) => ({
    action,
    each: ids.map((id) => ({ id, possible: true, would: 'go' })),
  }),
  changeLetters: never,
};

let served: Console;
let locked: Console;
let reuses = 0;

beforeAll(async () => {
  const onFailure = (error: unknown) => void failures.push(error);
  served = await startConsole({ port: 0, data, onFailure, rhythm: { lookMs: 20, aliveMs: 60_000 } });
  const onReuse = () => void reuses++;
  locked = await startConsole({ port: 0, data, onFailure, access: { key: 'the key', onReuse } });
});

afterAll(async () => {
  await served?.close();
  await locked?.close();
});

type Options = { method?: string; headers?: Record<string, string>; body?: string; at?: Console };

/** By node:http, since fetch sets Host and Origin as it likes. */
async function ask(path: string, { method = 'GET', headers = {}, body, at = served }: Options = {}) {
  const done = Promise.withResolvers<{
    status: number;
    headers: NodeJS.Dict<string | string[]>;
    text: string;
  }>();
  const asked = request(new URL(path, at.url), { method, headers }, (answer) => {
    let text = '';
    answer.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    answer.on('end', () => done.resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
  });
  asked.on('error', done.reject).end(body);
  return await done.promise;
}

const order = { 'content-type': 'application/json' };
const own = () => ({ ...order, origin: served.url.slice(0, -1) });

test('the page and its parts are served with a policy that lets nothing of another host in', async () => {
  for (const path of ['/', '/agents', '/dead-letters']) {
    const { status, headers, text } = await ask(path);
    expect({ path, status }).toEqual({ path, status: 200 });
    expect(text).toContain('<div id="console">');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
});

test('the icon is found under the name that a browser looks for by itself', async () => {
  const [icon, unnamed] = await Promise.all(['icon.svg', 'favicon.ico'].map((name) => ask(name)));
  expect(unnamed).toMatchObject({ status: 200, text: icon?.text });
});

test('no file but those of the page is given out', async () => {
  for (const path of ['/../data.ts', '/..%2f..%2fpackage.json', '/assets/none.js', '/Agents'])
    expect((await ask(path)).status).toBe(404);
  expect((await ask('/', { method: 'DELETE' })).status).toBe(405);
});

test.each([
  ['a name that was rebound to this machine', { host: 'evil.example:80' }],
  ['another port’s name', { host: '127.0.0.1:1' }],
])('a request for %s is refused', async (_what, headers) => {
  expect((await ask('/api/about', { headers })).status).toBe(403);
  expect((await ask('/', { headers })).status).toBe(403);
});

test.each([
  ['another page’s Origin', { origin: 'http://evil.example' }],
  ['another port’s Origin', { origin: 'http://127.0.0.1:1' }],
  ['a site of its own', { 'sec-fetch-site': 'cross-site' }],
  ['the same site but another port', { 'sec-fetch-site': 'same-site' }],
])('a call with %s is refused', async (_what, headers: Record<string, string>) => {
  expect((await ask('/api/about', { headers })).status).toBe(403);
});

test('an order is taken from the page’s own Origin alone, and as JSON alone', async () => {
  const body = '{"action":"redrive","ids":["a"]}';
  const plan = (headers: Record<string, string>) =>
    ask('/api/letters/plan', { method: 'POST', headers, body });
  expect((await plan(own())).text).toBe(
    '{"action":"redrive","each":[{"id":"a","possible":true,"would":"go"}]}',
  );
  expect((await plan(order)).status).toBe(403);
  expect((await plan({ ...own(), 'content-type': 'text/plain' })).status).toBe(403);
});

test('what is wrong with an order is said, and nothing is done', async () => {
  const plan = (body: string) => ask('/api/letters/plan', { method: 'POST', headers: own(), body });
  expect(await plan('{"action":"burn","ids":[]}')).toMatchObject({ status: 400 });
  expect((await plan('no JSON')).text).toContain('the order is not one');
  expect((await plan(JSON.stringify({ action: 'redrive', ids: ['x'.repeat(4_100_000)] }))).status).toBe(413);
});

test('errors of ours show their sentence, and an accident only that there was one', async () => {
  expect(await ask('/api/volume?from=2026-11-23T08:00:00Z&to=2026-11-23T09:00:00Z')).toMatchObject({
    status: 503,
    text: '{"message":"the table did not answer"}',
  });
  expect(await ask('/api/samples?source=nobody')).toMatchObject({ status: 400 });
  const { status, text } = await ask('/api/letters');
  expect({ status, text }).toEqual({
    status: 500,
    text: '{"message":"the console failed; the terminal in which it runs says why"}',
  });
  expect(String(failures.at(-1))).toContain('nothing here asks for it');
  expect((await ask('/api/nothing')).status).toBe(404);
});

test.each([
  'from=yesterday&to=today',
  'from=2026-11-23T09:00:00Z&to=2026-11-23T08:00:00Z',
  'from=2026-11-01T00:00:00Z&to=2026-11-23T00:00:00Z',
])('a time that is none, or too long, is refused: %s', async (query) => {
  expect(await ask(`/api/agents?${query}`)).toMatchObject({
    status: 400,
    text: expect.stringContaining('8 days'),
  });
});

test('what is now is streamed once, and again only when it changes', async () => {
  const answer = await fetch(`${served.url}api/now/stream`);
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const reader = answer.body?.getReader();
  let text = '';
  const deadline = setTimeout(() => void reader?.cancel(), 400);
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) break;
    text += Buffer.from(value ?? []).toString();
  }
  clearTimeout(deadline);
  expect(text.match(/^event: now$/gm)).toHaveLength(1);
});

/** The file that a browser is opened with, and the path of the console to which it leads. */
function throughEntrance(at: Console) {
  const file = fileURLToPath(at.entrance());
  const [, url = ''] = /; url=([^"]+)"/.exec(readFileSync(file, 'utf8')) ?? [];
  const { origin, pathname, search } = new URL(url);
  expect(`${origin}/`).toBe(at.url);
  return { file, path: pathname + search };
}

function cookieOf(headers: NodeJS.Dict<string | string[]>): string {
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

test('the browser that is opened is led in by a file, which is gone once it is in; the console without a key needs none', async () => {
  expect(served.entrance()).toBe(served.url);
  const { file, path } = throughEntrance(locked);
  expect(path).not.toContain('the%20key');
  expect((await ask('/?key=the%20key', { at: locked })).status).toBe(200);
  expect(existsSync(file)).toBe(true);
  const { status, headers, text } = await ask(path, { at: locked });
  expect({ status, cache: headers['cache-control'] }).toEqual({ status: 200, cache: 'no-store' });
  expect(text).toContain('content="0; url=/"');
  expect(existsSync(file)).toBe(false);
  const cookie = cookieOf(headers);
  expect((await ask('/api/about', { at: locked, headers: { cookie } })).status).toBe(200);
});

test('what let the browser in ends its session when it comes a second time, and that is told', async () => {
  const { path } = throughEntrance(locked);
  const cookie = cookieOf((await ask(path, { at: locked })).headers);
  const byKey = cookieOf((await ask('/?key=the%20key', { at: locked })).headers);
  const stream = (as: string) => fetch(`${locked.url}api/now/stream`, { headers: { cookie: as } });
  const [streamed, kept] = await Promise.all([stream(cookie), stream(byKey)]);
  expect([streamed.status, kept.status]).toEqual([200, 200]);
  const before = reuses;
  const second = await ask(path, { at: locked });
  expect({ status: second.status, cookie: cookieOf(second.headers) }).toEqual({ status: 401, cookie: '' });
  expect(reuses).toBe(before + 1);
  await expect(streamed.text()).rejects.toThrow('terminated');
  expect((await ask('/api/about', { at: locked, headers: { cookie } })).status).toBe(401);
  // It still holds what it was sent, and more is to come.
  const reader = kept.body?.getReader();
  expect((await reader?.read())?.done).toBe(false);
  await reader?.cancel();
});

test('a console that is closed leaves no file behind', async () => {
  const access = { key: 'k', onReuse: () => {} };
  const own = await startConsole({ port: 0, data, onFailure: () => {}, access });
  const { file } = throughEntrance(own);
  await own.close();
  expect([file, dirname(file)].map(existsSync)).toEqual([false, false]);
});

test('with a key nobody gets in without it, and who has it gets a cookie that scripts cannot read', async () => {
  expect((await ask('/', { at: locked })).status).toBe(401);
  expect((await ask('/api/about?key=another', { at: locked })).status).toBe(401);
  const { status, headers, text } = await ask('/?key=the%20key', { at: locked });
  const [cookie = ''] = headers['set-cookie'] ?? [];
  expect(status).toBe(200);
  expect(text).toContain('content="0; url=/"');
  expect(cookie).toMatch(/^console-\d+=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/);
  const asWhoeverHas = async (given: string) =>
    (await ask('/api/about', { at: locked, headers: { cookie: given } })).status;
  expect(await asWhoeverHas(cookieOf(headers))).toBe(200);
  expect(await asWhoeverHas(`console-${new URL(locked.url).port}=the key`)).toBe(401);
});
