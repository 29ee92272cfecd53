import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createSandbox, DEFAULT_CREDENTIALS } from '../../infra/sandbox/sandbox.ts';
import {
  type CloudConnect,
  type CloudConnectOptions,
  createCloudConnect,
} from '../../shared/cloud-connect/client.ts';
import { InvalidRow, Outage, Refusal, Unauthorized } from '../../shared/cloud-connect/errors.ts';
import type { CallVolumeRow } from '../../shared/cloud-connect/rows.ts';
import type { CloudConnectConfiguration } from '../../shared/configuration/configuration.ts';
import { type AnsweringServer, answeringServer } from './answering-server.ts';

const access = { accessToken: 'access-token-1234', accountId: '1' };
const activity = { AgentId: '4', EventTime: '10/20/2020 2:13:12', Activity: 'OnCall' };
const success = JSON.stringify({ Success: true, ExceptionResult: null, Message: 'ok', Data: null });

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

function client(
  baseUrl: string,
  options: CloudConnectOptions & { paths?: CloudConnectConfiguration['paths'] } = {},
): CloudConnect {
  const { paths = {}, ...rest } = options;
  const times = { timeZone: 'UTC', timeFormat: 'M/D/YYYY H:mm:ss' } as const;
  const settings = { rowsPerRequest: 500, requestsPerSecond: 10, ...times };
  const created = createCloudConnect({ baseUrl, paths, ...settings }, rest);
  opened.push(created);
  return created;
}

async function server(...args: Parameters<typeof answeringServer>): Promise<AnsweringServer> {
  const started = await answeringServer(...args);
  opened.push({ close: async () => started[Symbol.asyncDispose]() });
  return started;
}

/** The error of sending one row to a server that answers so. */
async function errorOf(
  answer: Parameters<typeof answeringServer>[0],
  options: CloudConnectOptions = {},
): Promise<unknown> {
  const { url } = await server(answer);
  return client(url, options)
    .bulkInsert('bulkInsertAgentActivity', [activity], access)
    .catch((error: unknown) => error);
}

describe('against the sandbox', () => {
  async function loggedIn() {
    const sandbox = await createSandbox();
    opened.push(sandbox);
    const api = client(sandbox.url);
    const pair = await api.login(DEFAULT_CREDENTIALS);
    return { sandbox, api, pair, access: { accessToken: pair.accessToken, accountId: '1' } };
  }

  test('people inserted alone and in bulk are listed', async () => {
    const { api, access } = await loggedIn();
    await api.insertPerson({ AgentId: '1', FirstName: 'Ann', LastName: 'Lee' }, access);
    await api.bulkInsert(
      'bulkInsertPeople',
      [
        { AgentId: '2', FirstName: 'Joe', LastName: 'Doe' },
        { AgentId: '3', FirstName: 'Jane', LastName: 'Doe' },
      ],
      access,
    );
    expect(await api.listPeople(access)).toEqual([
      { AgentId: '1', FirstName: 'Ann', LastName: 'Lee' },
      { AgentId: '2', FirstName: 'Joe', LastName: 'Doe' },
      { AgentId: '3', FirstName: 'Jane', LastName: 'Doe' },
    ]);
    expect(await api.listPeople({ ...access, accountId: '2' })).toEqual([]);
  });

  test('collection points inserted alone and in bulk are listed', async () => {
    const { api, access } = await loggedIn();
    const one = { CollectionPointId: '1', Description: 'Collection Point 1' };
    const two = { CollectionPointId: '2', Description: 'Collection Point 2' };
    await api.insertCollectionPoint(one, access);
    await api.bulkInsert('bulkInsertCollectionPoints', [two], access);
    expect(await api.listCollectionPoints(access)).toEqual([one, two]);
  });

  test('a refreshed token counts, and differs from the one before', async () => {
    const { api, pair } = await loggedIn();
    const refreshed = await api.refresh(pair.refreshToken);
    expect(refreshed.accessToken).not.toBe(pair.accessToken);
    expect(await api.listPeople({ accessToken: refreshed.accessToken, accountId: '1' })).toEqual([]);
  });

  test('wrong credentials and tokens that no longer count are Unauthorized', async () => {
    const { api, sandbox, access } = await loggedIn();
    await expect(api.login({ ...DEFAULT_CREDENTIALS, password: 'other' })).rejects.toThrow(Unauthorized);
    await expect(api.refresh(access.accessToken)).rejects.toThrow(Unauthorized);
    await fetch(`${sandbox.url}/sandbox/expire-tokens`, { method: 'POST' });
    await expect(api.listPeople(access)).rejects.toThrow(Unauthorized);
  });

  test("a repeated key is a refusal with the API's own words", async () => {
    const { api, access } = await loggedIn();
    await api.bulkInsert('bulkInsertAgentActivity', [activity], access);
    const again = api.bulkInsert('bulkInsertAgentActivity', [activity], access);
    await expect(again).rejects.toMatchObject({
      code: 'refused',
      apiStatus: 200,
      apiWords: expect.stringContaining('The duplicate key value is (1, 4, 10/20/2020 2:13:12).'),
    });
  });

  test('a volume row replaces the stored one where it says so', async () => {
    const { api, sandbox, access } = await loggedIn();
    const row: CallVolumeRow = {
      UpdateExisting: 'true',
      CollectionPoint: '2',
      Interval: '10/30/2020 2:15:00',
      ContactsOffered: '8',
      ContactsNotHandled: '0',
      TalkTime: '300',
      HoldTime: '30',
      ServiceLevelPct: '90',
    };
    await api.bulkInsert('bulkInsertCallVolume', [row], access);
    await api.bulkInsert('bulkInsertCallVolume', [{ ...row, ContactsOffered: '9' }], access);
    const stored = await (await fetch(`${sandbox.url}/sandbox/rows/call-volume`)).json();
    expect(stored).toMatchObject([{ CollectionPoint: '2', ContactsOffered: '9' }]);
  });
});

describe('what is sent', () => {
  test('login sends the credentials as documented and no token', async () => {
    const pair = { Success: true, Token: 'a', RefreshToken: 'r', Data: null };
    const { url, received } = await server((_, response) => response.end(JSON.stringify(pair)));
    await client(url).login({ userName: 'u', password: 'p' });
    expect(received).toMatchObject([
      {
        method: 'POST',
        url: '/api/ccs/auth/login',
        body: '{"userName":"u","password":"p","setCookie":false}',
      },
    ]);
    expect(received[0]?.headers).toMatchObject({ 'content-type': 'application/json' });
    expect(received[0]?.headers.authorization).toBeUndefined();
  });

  test('refresh sends the refresh token and the grant type', async () => {
    const pair = { Success: true, Token: '', RefreshToken: '', Data: { Token: 'a', RefreshToken: 'r' } };
    const { url, received } = await server((_, response) => response.end(JSON.stringify(pair)));
    expect(await client(url).refresh('old')).toEqual({ accessToken: 'a', refreshToken: 'r' });
    expect(received[0]?.body).toBe('{"refresh_token":"old","grant_type":"refresh_token"}');
  });

  test('a bulk insert sends the account, the rows under their key and the bearer token', async () => {
    const { url, received } = await server((_, response) => response.end(success));
    await client(url).bulkInsert('bulkInsertAgentActivity', [activity], access);
    expect(received[0]?.headers.authorization).toBe('Bearer access-token-1234');
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({ AccountId: '1', AgentUpdates: [activity] });
  });

  test('list calls name the account in the query as each documents it', async () => {
    const { url, received } = await server((_, response) => response.end('[]'));
    await client(url).listPeople(access);
    await client(url).listCollectionPoints(access);
    expect(received.map((request) => `${request.method} ${request.url}`)).toEqual([
      'GET /api/ccc/people/list?accountId=1',
      'GET /api/cc/CollectionPoint/List?accountid=1',
    ]);
  });

  test("a base URL's path comes before every path, its closing slash apart", async () => {
    const { url, received } = await server((_, response) => response.end(success));
    await client(`${url}/tenant/7/`).bulkInsert('bulkInsertPeople', [], access);
    expect(received[0]?.url).toBe('/tenant/7/api/ccc/People/BulkInsertPeople');
  });

  test('a configured path is called instead of the documented one', async () => {
    const { url, received } = await server((_, response) => response.end(success));
    await client(url, { paths: { bulkInsertPeople: '/v2/people' } }).bulkInsert(
      'bulkInsertPeople',
      [],
      access,
    );
    expect(received[0]?.url).toBe('/v2/people');
  });

  test('a row that cannot be stored is refused before anything is sent', async () => {
    const { url, received } = await server((_, response) => response.end(success));
    const api = client(url);
    const long = { ...activity, Activity: 'Not Ready At All' };
    const rows = api.bulkInsert('bulkInsertAgentActivity', [activity, long], access);
    await expect(rows).rejects.toThrow(InvalidRow);
    await expect(api.bulkInsert('bulkInsertPeople', [], { ...access, accountId: 'x' })).rejects.toThrow(
      InvalidRow,
    );
    expect(received).toEqual([]);
  });
});

describe('paths under ccs and cc', () => {
  const body = JSON.stringify({ Success: true, Token: 'a', RefreshToken: 'r' });
  const onlyAt = (path: string) =>
    server(({ url }, response) =>
      url?.startsWith(path) ? response.end(body) : response.writeHead(404).end('not here'),
    );

  test('a 404 there is tried once more under ccc, and the path that works is remembered', async () => {
    const { url, received } = await onlyAt('/api/ccc/');
    const api = client(url);
    await api.login(DEFAULT_CREDENTIALS);
    await api.login(DEFAULT_CREDENTIALS);
    expect(received.map((request) => request.url)).toEqual([
      '/api/ccs/auth/login',
      '/api/ccc/auth/login',
      '/api/ccc/auth/login',
    ]);
  });

  test('a 404 from both is an outage that names both', async () => {
    const { url, received } = await onlyAt('/nowhere/');
    const error = await client(url)
      .login(DEFAULT_CREDENTIALS)
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(Outage);
    expect(error).toMatchObject({
      apiStatus: 404,
      message: expect.stringMatching('/api/ccs/auth/login and /api/ccc/auth/login'),
    });
    expect(received).toHaveLength(2);
  });

  test('a 404 under ccc is not tried elsewhere', async () => {
    const { url, received } = await onlyAt('/nowhere/');
    await expect(client(url).refresh('r')).rejects.toThrow(Outage);
    expect(received).toHaveLength(1);
  });
});

describe('what goes wrong', () => {
  test('nobody listening is an outage', async () => {
    const api = client('http://127.0.0.1:9');
    await expect(api.login(DEFAULT_CREDENTIALS)).rejects.toThrow(
      /no answer from the API at http:\/\/127.0.0.1:9/,
    );
    await expect(api.login(DEFAULT_CREDENTIALS)).rejects.toThrow(Outage);
  });

  test('a connection that is cut is an outage, before the answer and in its middle', async () => {
    expect(await errorOf((_, response) => response.destroy())).toBeInstanceOf(Outage);
    const cut = await errorOf((_, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('{"Success":', () => response.destroy());
    });
    expect(cut).toBeInstanceOf(Outage);
  });

  test('a server that is no HTTP server is an outage', async () => {
    const garbage = createServer((socket) => socket.end('220 smtp ready\r\n')).listen(0, '127.0.0.1');
    await new Promise((resolve) => garbage.once('listening', resolve));
    opened.push({ close: async () => void garbage.close() });
    const address = garbage.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await expect(client(`http://127.0.0.1:${port}`).refresh('r')).rejects.toThrow(Outage);
  });

  test('an answer that does not begin in time is an outage', async () => {
    const error = await errorOf(() => {}, { timeouts: { headersMs: 50 } });
    expect(error).toBeInstanceOf(Outage);
    expect(error).toMatchObject({ apiStatus: undefined, message: expect.stringMatching(/timeout/i) });
  });

  test('an answer whose body stalls is an outage', async () => {
    const stalls: Parameters<typeof answeringServer>[0] = (_, response) => {
      response.writeHead(200).write('{');
    };
    expect(await errorOf(stalls, { timeouts: { bodyMs: 50 } })).toBeInstanceOf(Outage);
    expect(await errorOf(stalls, { timeouts: { totalMs: 50 } })).toBeInstanceOf(Outage);
  });

  test('a call that is given less time than the client allows ends within it', async () => {
    const { url } = await server(() => {});
    const sent = client(url).bulkInsert('bulkInsertAgentActivity', [activity], { ...access, withinMs: 50 });
    await expect(sent).rejects.toThrow(Outage);
  }, 5_000);

  test('an answer larger than 1 MB is an outage and is not read to its end', async () => {
    const error = await errorOf((_, response) => {
      response.write(Buffer.alloc(1_000_001, ' '));
    });
    expect(error).toBeInstanceOf(Outage);
    expect(error).toMatchObject({ apiStatus: 200, message: expect.stringContaining('1000000 bytes') });
  });

  test('a list may be larger than that', async () => {
    const people = Array.from({ length: 20_000 }, (_, index) => ({
      ...{ AccountId: 1, AgentId: index, FirstName: 'Ann', LastName: 'Lee' },
    }));
    const { url } = await server((_, response) =>
      response.end(JSON.stringify({ Success: true, Data: people })),
    );
    expect(await client(url).listPeople(access)).toHaveLength(20_000);
  });

  test('a redirect is an outage and is not followed', async () => {
    const error = await errorOf((_, response) => response.writeHead(307, { location: '/elsewhere' }).end());
    expect(error).toMatchObject({ code: 'api-outage', apiStatus: 307 });
  });

  test('an outage carries Retry-After, in seconds or as a date', async () => {
    const nowMs = Date.parse('2026-11-23T09:00:00Z');
    const answer = (header: string) =>
      errorOf((_, response) => response.writeHead(429, { 'retry-after': header }).end(), {
        now: () => nowMs,
      });
    expect(await answer('12')).toMatchObject({ apiStatus: 429, retryAfterSeconds: 12 });
    expect(await answer('Mon, 23 Nov 2026 09:00:45 GMT')).toMatchObject({ retryAfterSeconds: 45 });
    expect(await answer('whenever')).toMatchObject({ retryAfterSeconds: undefined });
  });

  test('a 200 that is not the envelope is an outage, a list of other rows too', async () => {
    expect(await errorOf((_, response) => response.end('<html>'))).toBeInstanceOf(Outage);
    const { url } = await server((_, response) => response.end('{"Success":true,"Data":[{"Name":"x"}]}'));
    await expect(client(url).listPeople(access)).rejects.toThrow(Outage);
    await expect(client(url).login(DEFAULT_CREDENTIALS)).rejects.toThrow(Outage);
  });

  test('Success: false and 400 are refusals, of a login too', async () => {
    const { url } = await server((request, response) =>
      response.writeHead(request.url?.includes('login') ? 400 : 200).end('{"Success":false,"Message":"no"}'),
    );
    await expect(client(url).login(DEFAULT_CREDENTIALS)).rejects.toThrow(Refusal);
    await expect(client(url).refresh('r')).rejects.toMatchObject({ code: 'refused', apiWords: 'no' });
  });

  test('no error tells a token or a password, even where the API repeats them', async () => {
    const { url } = await server((request, response) => {
      const said = `${request.headers.authorization} ${request.body}`;
      response.writeHead(400).end(JSON.stringify({ Success: false, Message: said }));
    });
    const api = client(url);
    const errors = await Promise.all([
      api.login({ userName: 'u', password: 'pass-word-1' }).catch(String),
      api.refresh('refresh-token-1').catch(String),
      api.listPeople(access).catch(String),
    ]);
    expect(errors.join()).not.toMatch(/pass-word-1|refresh-token-1|access-token-1234/);
  });
});

describe('what the API answers', () => {
  test('a byte order mark before the envelope is passed over', async () => {
    const { url } = await server((_, response) => response.end(`\uFEFF${success}`));
    await expect(client(url).bulkInsert('bulkInsertPeople', [], access)).resolves.toBeUndefined();
  });

  test("listed rows are read whatever their fields' case, ids as numbers too", async () => {
    const Data = [{ accountid: 1, CollectionPointid: 7, description: 'Support' }];
    const { url } = await server((_, response) => response.end(JSON.stringify({ Success: true, Data })));
    expect(await client(url).listCollectionPoints(access)).toEqual([
      { CollectionPointId: '7', Description: 'Support' },
    ]);
  });
});

describe('connections', () => {
  /** The connections that five requests before and five after a pause came over. */
  async function connectionsAround(pauseMs: number): Promise<[Set<unknown>, Set<unknown>]> {
    let nowMs = 0;
    const { url, received } = await server((_, response) => response.end(success));
    const api = client(url, { now: () => nowMs });
    const sendFive = async () => {
      for (let sent = 0; sent < 5; sent += 1) await api.bulkInsert('bulkInsertPeople', [], access);
    };
    await sendFive();
    nowMs += pauseMs;
    await sendFive();
    const ports = received.map(({ remotePort }) => remotePort);
    return [new Set(ports.slice(0, 5)), new Set(ports.slice(5))];
  }

  test('are kept for the next request', async () => {
    const [before, after] = await connectionsAround(1_000);
    expect(before.union(after).size).toBeLessThanOrEqual(2);
  });

  test('are left after a pause in which the environment may have been frozen', async () => {
    const [before, after] = await connectionsAround(30_000);
    expect(before.intersection(after).size).toBe(0);
  });
});

test('no error repeats a name or a text that was sent, whatever the API quotes of it', async () => {
  const { url } = await server((_received, response) => {
    response.writeHead(400).end(JSON.stringify({ Message: 'Winifred Osgood is odd' }));
  });
  const person = { AgentId: '4', FirstName: 'Winifred', LastName: 'Osgood' };
  const error = await client(url)
    .bulkInsert('bulkInsertPeople', [person], access)
    .catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(Refusal);
  expect(error).toMatchObject({ apiWords: '*** *** is odd' });
});
