import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AdapterError, BodyTooLarge, ConfigurationError } from '../../../shared/errors.ts';
import type { ConsoleData } from '../data.ts';
import { answerCall } from './answer-call.ts';
import { hostsOf, refusalOf } from './check-request.ts';
import { createEntrance, type Entrance } from './create-entrance.ts';
import { type Admission, createLock, type Lock, ticketMs } from './create-lock.ts';
import { type PageFile, readPage } from './page-files.ts';
import { redirectPage } from './redirect-page.ts';
import { securityHeaders } from './security-headers.ts';
import { type Rhythm, streamNow } from './stream-now.ts';

export type ConsoleOptions = {
  /** 0 for any free one. */
  readonly port: number;
  readonly data: ConsoleData;
  /** Told what failed that no sentence of ours explains. */
  readonly onFailure: (error: unknown) => void;
  readonly rhythm?: Rhythm;
  /** Who is let in; everybody on this machine where left out. */
  readonly access?: Access;
};

type Access = {
  /** Without it, or the cookie that it gives, nobody is let in, but the browser that is opened. */
  readonly key: string;
  /** Told when a second one came by what let that browser in; the session of the first has ended by then. */
  readonly onReuse: () => void;
};

export type Console = {
  readonly url: string;
  /**
   * The address for a browser that is opened at once. With a key it is that of a file which lets one in, once, within half a
   * minute, and may be seen by all; throws ConfigurationError where no file can be written.
   */
  readonly entrance: () => string;
  readonly close: () => Promise<void>;
};

type Served = Omit<ConsoleOptions, 'port'> & {
  readonly lock: Lock;
  readonly entrance: Entrance;
  readonly page: ReadonlyMap<string, PageFile>;
  readonly port: () => number;
};

/** A dead letter's original fits, and whatever a vendor may send. */
const maxBodyBytes = 4_000_000;
const defaultRhythm: Rhythm = { lookMs: 2000, aliveMs: 15_000 };

/** Serves the page and what it asks for, on this machine alone; rejects where the port is taken or the page is not built. */
export async function startConsole(options: ConsoleOptions): Promise<Console> {
  const page = readPage();
  let port = options.port;
  const lock = createLock(options.access?.key);
  const entrance = createEntrance(ticketMs);
  const served: Served = { ...options, lock, entrance, page, port: () => port };
  const server = createServer((request, response) => {
    serve(request, response, served).catch((error: unknown) => {
      options.onFailure(error);
      response.destroy();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'object' && address) port = address.port;
  const url = `http://127.0.0.1:${port}/`;
  return {
    url,
    entrance: () => {
      const ticket = lock.ticket();
      return ticket === undefined ? url : entrance.open(url + ticket);
    },
    close: async () => {
      entrance.remove();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, served: Served): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  const { method = 'GET', headers } = request;
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://console');
  const port = served.port();
  const refusal = refusalOf({ method, path, headers }, hostsOf(port));
  if (refusal !== undefined) return answer(response, 403, { message: refusal });
  const admission = served.lock.admit({ query, headers, port });
  if (admission.kind !== 'in') return answerAtDoor(response, admission, served);
  if (admission.ended) endWith(admission.ended, response);
  if (!path.startsWith('/api/')) return servePage(response, { method, path }, served);
  if (method === 'GET' && path === '/api/now/stream')
    return await streamNow(response, served.data, served.rhythm ?? defaultRhythm);
  try {
    const body = await bodyOf(request);
    answer(response, 200, await answerCall({ method, path, query, body }, served.data));
  } catch (error) {
    if (!(error instanceof AdapterError)) served.onFailure(error);
    answer(response, statusOf(error), { message: wordsOf(error) });
  }
}

/** To whom is not in yet, or no longer. */
function answerAtDoor(
  response: ServerResponse,
  admission: Exclude<Admission, { kind: 'in' }>,
  { entrance, access }: Served,
): void {
  if (admission.kind === 'enter') {
    if (admission.by === 'ticket') entrance.remove();
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
    response.writeHead(200, { ...headers, 'set-cookie': admission.cookie }).end(redirectPage('/'));
    return;
  }
  if (admission.kind === 'reused') access?.onReuse();
  answer(response, 401, { message: 'open the address that was printed, with its key' });
}

/** What is being answered, a stream above all, ends with the session that it is for. */
function endWith(ended: AbortSignal, response: ServerResponse): void {
  const end = () => void response.destroy();
  ended.addEventListener('abort', end);
  response.on('close', () => ended.removeEventListener('abort', end));
}

/** The page's parts are addresses of its own (`/agents`), and the same file. */
function servePage(
  response: ServerResponse,
  { method, path }: { method: string; path: string },
  { page }: Served,
): void {
  const file = page.get(path) ?? (/^\/[a-z-]*$/.test(path) ? page.get('/index.html') : undefined);
  if (!file) answer(response, 404, { message: `there is no ${path}` });
  else if (method !== 'GET' && method !== 'HEAD') answer(response, 405, { message: 'the page is only read' });
  else {
    response.writeHead(200, { ...file.headers, 'content-length': file.body.length });
    response.end(method === 'HEAD' ? undefined : file.body);
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** What the page asked for wrongly is its own fault; ours are none of the operator's. */
function statusOf(error: unknown): number {
  if (error instanceof ConfigurationError) return 400;
  return error instanceof AdapterError ? error.status : 500;
}

function wordsOf(error: unknown): string {
  if (error instanceof AdapterError) return error.message;
  return 'the console failed; the terminal in which it runs says why';
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > maxBodyBytes) throw new BodyTooLarge(`an order may have ${maxBodyBytes} bytes`);
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}
