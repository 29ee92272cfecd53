import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:http2';
import { connect as connectSocket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type HttpResponse, type Listening, listen } from '../../infra/local/aws-endpoint/listen.ts';

const open: Listening[] = [];

afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

async function listening(handle: Parameters<typeof listen>[1]): Promise<number> {
  const started = await listen(0, handle);
  open.push(started);
  return started.port;
}

function answer(response: HttpResponse, text: string): void {
  response.statusCode = 200;
  response.setHeader('content-type', 'text/plain');
  response.end(text);
}

async function overHttp2(port: number, path: string): Promise<string> {
  const session = connect(`http://127.0.0.1:${port}`);
  try {
    const stream = session.request({ ':path': path, ':method': 'POST' });
    stream.end('body');
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  } finally {
    session.close();
  }
}

test('one port answers HTTP/1.1 and HTTP/2', async () => {
  const port = await listening((incoming, response) =>
    answer(response, `${incoming.httpVersion} ${incoming.url}`),
  );
  expect(await overHttp2(port, '/two')).toBe('2.0 /two');
  const first = await fetch(`http://127.0.0.1:${port}/one`, { method: 'POST', body: 'body' });
  expect(await first.text()).toBe('1.1 /one');
});

describe('an answer that nobody waits for any more is dropped', () => {
  test('over HTTP/2', async () => {
    const came = Promise.withResolvers<HttpResponse>();
    const port = await listening((_incoming, response) => came.resolve(response));
    const session = connect(`http://127.0.0.1:${port}`);
    session.request({ ':path': '/', ':method': 'POST' }).on('error', () => {});
    const response = await came.promise;
    const closed = once(response, 'close');
    session.destroy();
    await closed;
    expect(() => answer(response, 'late')).not.toThrow();
  });

  test('over HTTP/1.1', async () => {
    const came = Promise.withResolvers<HttpResponse>();
    const port = await listening((_incoming, response) => came.resolve(response));
    const sent = request({ port, host: '127.0.0.1', method: 'POST' }).on('error', () => {});
    sent.end();
    const response = await came.promise;
    const closed = once(response, 'close');
    sent.destroy();
    await closed;
    expect(() => answer(response, 'late')).not.toThrow();
  });
});

test('a connection that breaks off before it says anything harms nobody', async () => {
  const port = await listening((_incoming, response) => answer(response, 'still there'));
  const socket = connectSocket(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.resetAndDestroy();
  expect(await overHttp2(port, '/')).toBe('still there');
});
