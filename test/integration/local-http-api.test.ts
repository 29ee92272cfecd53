import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { InvokeFunction } from '../../infra/local/aws-endpoint/functions.ts';
import { type HttpApi, openHttpApi } from '../../infra/local/http-api.ts';
import { createAuthorizer } from '../../infra/local/iam/authorizer.ts';
import { RequestTooLarge } from '../../infra/local/lambda/errors.ts';

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:receive';
const forbiddenArn = 'arn:aws:lambda:us-east-1:000000000000:function:forbidden';
const route = (routeKey: string, parts: object = {}) => ({
  routeKey,
  functionArn,
  payloadFormatVersion: '2.0',
  ...parts,
});
const api = {
  id: 'api',
  arn: 'arn:aws:execute-api:us-east-1:000000000000:api',
  routes: [
    route('ANY /webhooks/{source}'),
    route('POST /slow', { timeoutMs: 1 }),
    route('POST /forbidden', { functionArn: forbiddenArn }),
  ],
};
const authorizer = createAuthorizer({
  roles: [],
  queues: [],
  secrets: [],
  permissions: [{ functionArn, principal: 'apigateway.amazonaws.com', sourceArn: `${api.arn}/*/*` }],
});

let gateway: HttpApi;
const invoke = vi.fn<InvokeFunction>();
const onRequest = vi.fn();
const onFault = vi.fn();

beforeEach(async () => {
  const opened = await openHttpApi(0);
  opened.serve({ api, invoke, authorizer, onRequest, onFault });
  gateway = opened;
  returns({ statusCode: 200, body: 'fine' });
});
afterEach(() => gateway.close());

function returns(result: unknown) {
  invoke.mockResolvedValue({ payload: Buffer.from(JSON.stringify(result)) });
}

function request(path: string, options: RequestInit = {}) {
  return fetch(`${gateway.url}${path}`, { method: 'POST', ...options });
}

function event() {
  return JSON.parse(String(invoke.mock.lastCall?.[1]));
}

/** Sends bytes as they are: names, order and repetition of headers are the point here. */
async function raw(lines: string[], body = '') {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  socket.end(`${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`);
  return text(socket);
}

describe('the event', () => {
  test('is payload format 2.0 to the letter', async () => {
    await raw(
      [
        'POST /webhooks/my%20zoom?a=1&b=x%20y&a=2 HTTP/1.1',
        'Host: example.test:8080',
        'X-Signature: one',
        'x-signature: two',
        'User-Agent: tester',
        'Cookie: a=1; b=2',
        'Content-Type: application/json; charset=utf-8',
        'Content-Length: 7',
      ],
      '{"a":1}',
    );
    expect(invoke).toHaveBeenCalledWith(functionArn, expect.any(Buffer), 'RequestResponse');
    expect(event()).toEqual({
      version: '2.0',
      routeKey: 'ANY /webhooks/{source}',
      rawPath: '/webhooks/my zoom',
      rawQueryString: 'a=1&b=x%20y&a=2',
      cookies: ['a=1', 'b=2'],
      headers: {
        host: 'example.test:8080',
        'x-signature': 'one,two',
        'user-agent': 'tester',
        'content-type': 'application/json; charset=utf-8',
        'content-length': '7',
        connection: 'close',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-proto': 'http',
      },
      queryStringParameters: { a: '1,2', b: 'x y' },
      pathParameters: { source: 'my zoom' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'api',
        domainName: 'example.test:8080',
        domainPrefix: 'example',
        http: {
          method: 'POST',
          path: '/webhooks/my zoom',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'tester',
        },
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        routeKey: 'ANY /webhooks/{source}',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      body: '{"a":1}',
      isBase64Encoded: false,
    });
  });

  test('has no body, cookies or parameters where the request has none', async () => {
    await request('/webhooks/zoom', { method: 'GET' });
    for (const absent of ['body', 'cookies', 'queryStringParameters'])
      expect(event()).not.toHaveProperty(absent);
    expect(event().isBase64Encoded).toBe(false);
  });

  test.each([
    ['text/plain', false],
    ['application/json', false],
    ['Application/JSON; charset=utf-8', false],
    ['application/xml', false],
    ['application/javascript', false],
    ['application/x-www-form-urlencoded', true],
    ['application/octet-stream', true],
    ['multipart/form-data; boundary=x', true],
    ['application/problem+json', true],
  ])('carries a body of %s in Base64: %s', async (type, encoded) => {
    await request('/webhooks/zoom', { headers: { 'content-type': type }, body: Buffer.from('a=ü') });
    expect([event().isBase64Encoded, event().body]).toEqual([
      encoded,
      encoded ? Buffer.from('a=ü').toString('base64') : 'a=ü',
    ]);
  });

  test('carries a body without a type in Base64', async () => {
    await raw(['POST /webhooks/zoom HTTP/1.1', 'Host: a', 'Content-Length: 2'], 'hi');
    expect(event()).toMatchObject({ isBase64Encoded: true, body: 'aGk=' });
  });

  test('keeps an encoded percent sign in the path as it is', async () => {
    await request('/webhooks/a%252Fb');
    expect(event().rawPath).toBe('/webhooks/a%252Fb');
  });
});

describe('the answer', () => {
  test('has the status, headers, cookies and body of the function', async () => {
    returns({
      statusCode: 202,
      headers: { 'Content-Type': 'application/problem+json', 'X-Count': 3, 'Content-Length': '1' },
      cookies: ['a=1', 'b=2'],
      body: '{"accepted":1}',
    });
    const response = await request('/webhooks/zoom');
    expect(response.status).toBe(202);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('x-count')).toBe('3');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('apigw-requestid')).toBeTruthy();
    expect(await response.text()).toBe('{"accepted":1}');
  });

  test('is decoded where the function encoded it', async () => {
    returns({ statusCode: 200, body: Buffer.from([0, 255]).toString('base64'), isBase64Encoded: true });
    const response = await request('/webhooks/zoom');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from([0, 255]));
  });

  test('is 200 JSON for a result without a status code', async () => {
    returns({ hello: 'you' });
    const response = await request('/webhooks/zoom');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await response.json()).toEqual({ hello: 'you' });
  });

  test('has no body to HEAD and with 204', async () => {
    returns({ statusCode: 204 });
    const response = await request('/webhooks/zoom', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  test.each([
    ['the function failed', { payload: Buffer.from('{"errorMessage":"x"}'), functionError: 'Unhandled' }],
    ['its result is not JSON', { payload: Buffer.from('oops') }],
    ['its status code is none', { payload: Buffer.from('{"statusCode":"many"}') }],
  ])("is the gateway's 500 where %s", async (_why, result) => {
    invoke.mockResolvedValue(result);
    const response = await request('/webhooks/zoom');
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    expect(onFault).toHaveBeenCalledOnce();
  });

  test("is the gateway's 500 where the invocation is refused", async () => {
    invoke.mockRejectedValue(new Error('all environments are busy'));
    expect((await request('/webhooks/zoom')).status).toBe(500);
    expect(onFault).toHaveBeenCalledWith({
      routeKey: 'ANY /webhooks/{source}',
      reason: 'Error: all environments are busy',
    });
  });

  test('is 500 and reported where the function does not let the gateway in', async () => {
    const response = await request('/forbidden');
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    expect(invoke).not.toHaveBeenCalled();
    expect(onFault).toHaveBeenCalledWith({
      routeKey: 'POST /forbidden',
      reason: expect.stringContaining(`lambda:InvokeFunction on resource: ${forbiddenArn}`),
    });
  });

  test('is 503 where the function takes longer than the gateway waits', async () => {
    invoke.mockReturnValue(new Promise(() => {}));
    const response = await request('/slow');
    expect([response.status, await response.json()]).toEqual([503, { message: 'Service Unavailable' }]);
  });

  test('is 404 without a route', async () => {
    const response = await request('/elsewhere');
    expect([response.status, await response.json()]).toEqual([404, { message: 'Not Found' }]);
  });

  test('is 400 to a path that cannot be decoded', async () => {
    expect((await request('/webhooks/%E0%A4%A')).status).toBe(400);
    expect(invoke).not.toHaveBeenCalled();
  });

  test('is 413 to what the gateway takes and Lambda does not', async () => {
    invoke.mockRejectedValue(new RequestTooLarge('receive was given 7000000 bytes'));
    expect((await request('/webhooks/zoom')).status).toBe(413);
  });

  test('is 413 to more than 10 MB', async () => {
    const response = await request('/webhooks/zoom', { body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(response.status).toBe(413);
    expect(invoke).not.toHaveBeenCalled();
  });

  test('is 431 to more than 10,240 bytes of headers', async () => {
    const answer = await raw(['GET /webhooks/zoom HTTP/1.1', 'Host: a', `X-Long: ${'x'.repeat(10_240)}`]);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });
});

test('a client that breaks off while it sends invokes nothing, and the next one is answered', async () => {
  // It ends when the server has let go of it, so that what follows cannot come before.
  await raw(['POST /webhooks/zoom HTTP/1.1', 'Host: a', 'Content-Length: 10'], 'half');
  expect((await request('/webhooks/zoom')).status).toBe(200);
  expect(invoke).toHaveBeenCalledOnce();
  expect(onRequest).toHaveBeenCalledOnce();
});

test('an answer says its length in bytes, and none where it has no body', async () => {
  returns({ statusCode: 200, body: 'ü' });
  const lines = ['GET /webhooks/zoom HTTP/1.1', 'Host: a'];
  expect(await raw(lines)).toMatch(/\r\ncontent-length: 2\r\n.*\r\n\r\nü$/is);
  returns({ statusCode: 204 });
  expect(await raw(lines)).not.toMatch(/content-length|transfer-encoding/i);
});

test('each request is reported with its status', async () => {
  await request('/webhooks/zoom?a=1');
  expect(onRequest).toHaveBeenCalledWith({
    method: 'POST',
    path: '/webhooks/zoom',
    status: 200,
    durationMs: expect.any(Number),
  });
});

test('a request that comes before the API serves is answered when it does', async () => {
  const early = await openHttpApi(0);
  const asked = fetch(`${early.url}/webhooks/zoom`);
  early.serve({ api, invoke, authorizer });
  expect((await asked).status).toBe(200);
  await early.close();
});
