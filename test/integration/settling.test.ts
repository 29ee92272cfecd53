import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type CloudConnect, createCloudConnect } from '../../shared/cloud-connect/client.ts';
import type { Timeouts } from '../../shared/cloud-connect/connection.ts';
import { createAttempt } from '../../shared/deliver-events/attempt.ts';
import { deliverEvents } from '../../shared/deliver-events/deliver-events.ts';
import { activityEvent, configuration, packed } from '../unit/deliver-events/sample.ts';
import { nowMs, world } from '../unit/deliver-events/world.ts';
import { answeringServer, type Received } from './answering-server.ts';

/** What the API does with a request; the fate of the messages must follow from it alone. */
type Answering = (response: ServerResponse, received: Received) => void;

/** What a message of the window comes to: done, or back after so many seconds, which for a first failure are 11. */
type Fate = 'done' | number;
const backoff = 11;

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function serve(answer: Parameters<typeof answeringServer>[0]) {
  const server = await answeringServer(answer);
  opened.push({ close: async () => server[Symbol.asyncDispose]() });
  return server;
}

/** Delivers a window of three messages, a row each, to the API at this address; each row's agent is its message's id. */
async function deliverTo(baseUrl: string, timeouts: Partial<Timeouts> = {}) {
  const settings = { ...configuration.cloudConnect, baseUrl };
  const api: CloudConnect = createCloudConnect(settings, { timeouts, now: () => nowMs });
  opened.push(api);
  const token = (versionId: string) => async () => ({ accessToken: `token-${versionId}`, versionId });
  const { dependencies, delays, letters } = world(
    createAttempt(api, { current: token('v1'), renew: token('v2') }),
  );
  const messages = ['one', 'bad', 'two'].map((id) => {
    const { source, accountId, receivedAt, ...event } = activityEvent({ id, agentId: id });
    return packed(id, [event]);
  });
  const returned = await deliverEvents(messages, dependencies);
  const fate = (id: string): Fate | undefined =>
    returned.includes(id)
      ? delays.find(({ receiptHandle }) => receiptHandle === `receipt-${id}`)?.seconds
      : 'done';
  return { fates: { one: fate('one'), bad: fate('bad'), two: fate('two') }, letters };
}

const holdsBad = ({ body }: Received) => body.includes('"bad"');
const success = (response: ServerResponse) =>
  response.end(JSON.stringify({ Success: true, ExceptionResult: null, Message: 'ok', Data: null }));
const failure = (status: number, message: string) => (response: ServerResponse) =>
  response.writeHead(status).end(JSON.stringify({ Success: false, Message: message }));
const text =
  (status: number, body: string, headers = {}) =>
  (response: ServerResponse) =>
    response.writeHead(status, headers).end(body);

describe('a refusal stands its row alone, dead-letters it with the words of the API and delivers the others', () => {
  test.each<[string, Answering, string]>([
    ['200 with Success: false', failure(200, 'no such agent'), 'the API answered 200: no such agent'],
    ['400', failure(400, 'AgentId is wrong'), 'the API answered 400: AgentId is wrong'],
    ['409', failure(409, 'conflict'), 'the API answered 409: conflict'],
    ['413 of the API', failure(413, 'too much'), 'the API answered 413: too much'],
    [
      '413 of a gateway, in HTML',
      text(413, '<h1>Too Large</h1>'),
      'the API answered 413: <h1>Too Large</h1>',
    ],
    [
      '422',
      text(422, '{"title":"Invalid","errors":{"Activity":["unknown"]}}'),
      'the API answered 422: Invalid: {"Activity":["unknown"]}',
    ],
  ])('%s', async (_, answering, detail) => {
    const { url, received } = await serve((request, response) =>
      holdsBad(request) ? answering(response, request) : success(response),
    );
    const { fates, letters } = await deliverTo(url);
    expect(fates).toEqual({ one: 'done', bad: 'done', two: 'done' });
    expect(letters).toMatchObject([{ reason: 'refused', detail, attempts: 1, source: 'standard' }]);
    expect(JSON.parse(letters[0]?.row ?? '')).toMatchObject({ AgentId: 'bad' });
    expect(received.length).toBeGreaterThan(1);
  });

  test('a request too large for a gateway is halved until it passes, and nothing is dead-lettered', async () => {
    const { url } = await serve(({ body }, response) =>
      body.match(/"AgentId"/g)?.length === 1 ? success(response) : text(413, 'Payload Too Large')(response),
    );
    const { fates, letters } = await deliverTo(url);
    expect({ fates, letters }).toEqual({ fates: { one: 'done', bad: 'done', two: 'done' }, letters: [] });
  });

  test('a refusal as a duplicate is a delivery', async () => {
    const { url } = await serve((request, response) =>
      holdsBad(request) ? failure(409, 'Cannot insert duplicate key in object')(response) : success(response),
    );
    const { fates, letters } = await deliverTo(url);
    expect({ fates, letters }).toEqual({ fates: { one: 'done', bad: 'done', two: 'done' }, letters: [] });
  });

  test('where everything is refused, that is an outage: nothing is dead-lettered and all comes back', async () => {
    const { url } = await serve((_, response) => failure(200, 'maintenance')(response));
    const { fates, letters } = await deliverTo(url);
    expect({ fates, letters }).toEqual({ fates: { one: backoff, bad: backoff, two: backoff }, letters: [] });
  });
});

const truncated: Answering = (response) =>
  response.writeHead(200, { 'content-length': 1000 }).write('{"Success":tr', () => response.destroy());
const inAMinute = new Date(nowMs + 60_000).toUTCString();
const anHourAgo = new Date(nowMs - 3_600_000).toUTCString();

describe('an outage brings everything back after one request, and dead-letters nothing', () => {
  test.each<[string, Answering, Fate]>([
    ['a 200 that is no JSON', text(200, 'OK'), backoff],
    ['a 200 that is an HTML page', text(200, '<html><h1>Maintenance</h1></html>'), backoff],
    ['a 200 that is JSON of another shape', text(200, '{"status":"ok"}'), backoff],
    ['a 200 without a body', text(200, ''), backoff],
    ['a 204', text(204, ''), backoff],
    ['a body that ends early', text(200, '{"Success":true,"Mess'), backoff],
    ['a body cut off in its middle', truncated, backoff],
    ['a connection cut off before the answer', (response) => response.destroy(), backoff],
    ['301', text(301, '', { location: '/elsewhere' }), backoff],
    ['307', text(307, '', { location: '/elsewhere' }), backoff],
    ['402', failure(402, 'pay'), backoff],
    ['403', failure(403, 'no access'), backoff],
    ['404', failure(404, 'nothing here'), backoff],
    ['408', failure(408, 'too slow'), backoff],
    ['425', failure(425, 'too early'), backoff],
    ['429 without Retry-After', failure(429, 'slow down'), backoff],
    ['429 with Retry-After in seconds', text(429, '', { 'retry-after': '42' }), 42],
    ['429 with Retry-After as a date', text(429, '', { 'retry-after': inAMinute }), 60],
    ['429 with an absurd Retry-After', text(429, '', { 'retry-after': '99999999999' }), 900],
    ['429 with a negative Retry-After', text(429, '', { 'retry-after': '-5' }), backoff],
    ['429 with a Retry-After that is over', text(429, '', { 'retry-after': anHourAgo }), backoff],
    ['429 with a Retry-After of words', text(429, '', { 'retry-after': 'soon' }), backoff],
    ['500 that speaks of a row', failure(500, 'String or binary data would be truncated'), backoff],
    ['502 of a proxy', text(502, '<html>Bad Gateway</html>'), backoff],
    ['503 with Retry-After', text(503, '', { 'retry-after': '120' }), 120],
    ['504', text(504, ''), backoff],
    [
      'an answer larger than a megabyte',
      text(200, JSON.stringify({ Success: true, Message: 'x'.repeat(1_000_001) })),
      backoff,
    ],
    ['an answer that does not begin in time', () => {}, backoff],
    ['an answer that trickles past its time', (response) => void response.writeHead(200).write('{'), backoff],
  ])('%s', async (_, answering, delay) => {
    const { url, received } = await serve((request, response) => answering(response, request));
    const { fates, letters } = await deliverTo(url, { totalMs: 250 });
    expect({ fates, letters }).toEqual({ fates: { one: delay, bad: delay, two: delay }, letters: [] });
    expect(received).toHaveLength(1);
  });

  test.each<[string, () => Promise<string>]>([
    ['nobody listening', async () => 'http://127.0.0.1:9'],
    ['a name that does not resolve', async () => 'http://cloud-connect.invalid'],
    ['a server that cannot speak TLS', async () => (await serve(() => {})).url.replace('http:', 'https:')],
    ['a server that speaks no HTTP', noHttp],
  ])('%s', async (_, address) => {
    const { fates, letters } = await deliverTo(await address());
    expect({ fates, letters }).toEqual({ fates: { one: backoff, bad: backoff, two: backoff }, letters: [] });
  });

  async function noHttp(): Promise<string> {
    const garbage = createServer((socket) => socket.end('220 smtp ready\r\n')).listen(0, '127.0.0.1');
    await new Promise((resolve) => garbage.once('listening', resolve));
    opened.push({ close: async () => void garbage.close() });
    const address = garbage.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  }
});

describe('a 401', () => {
  test('once is answered with a renewed token, and everything is delivered', async () => {
    const { url, received } = await serve(({ headers }, response) =>
      headers.authorization === 'Bearer token-v2' ? success(response) : failure(401, 'expired')(response),
    );
    expect((await deliverTo(url)).fates).toEqual({ one: 'done', bad: 'done', two: 'done' });
    expect(received).toHaveLength(2);
  });

  test('twice is an outage: everything comes back', async () => {
    const { url, received } = await serve((_, response) => failure(401, 'denied')(response));
    const { fates, letters } = await deliverTo(url);
    expect({ fates, letters }).toEqual({ fates: { one: backoff, bad: backoff, two: backoff }, letters: [] });
    expect(received).toHaveLength(2);
  });
});
