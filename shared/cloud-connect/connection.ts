import { type Dispatcher, Pool } from 'undici';
import { Outage } from './errors.ts';

/** One request of the API's answers in well under a second; past these the rows are better sent again later. */
export const TIMEOUTS = {
  connectMs: 5_000,
  /** From the request's last byte to the answer's head. */
  headersMs: 20_000,
  /** Between two pieces of the answer's body. */
  bodyMs: 10_000,
  /** For the whole exchange, so that an answer which trickles ends too. */
  totalMs: 30_000,
} as const;
export type Timeouts = { readonly [Name in keyof typeof TIMEOUTS]: number };

/** Idle connections are closed after this long: shorter than any server's or NAT's own patience. */
const KEEP_ALIVE_MS = 4_000;

export type Exchange = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  /** An answer's body larger than this is not read to its end. */
  readonly largestBytes: number;
  /** For the whole exchange, so that an answer which trickles ends too. */
  readonly totalMs: number;
};

type RawAnswer = { readonly status: number; readonly retryAfter: string | undefined; readonly body: string };

/** Keep-alive connections to one origin; every failure on the way is an Outage. */
export type Connection = { exchange(request: Exchange): Promise<RawAnswer>; close(): Promise<void> };

/**
 * A frozen Lambda environment keeps sockets that the other side has long closed, and undici's timers stand still
 * with it: after a pause longer than the keep-alive time, by the wall clock, the next request opens a new connection.
 */
export function createConnection(
  origin: string,
  { timeouts, now }: { timeouts: Timeouts; now: () => number },
): Connection {
  let pool = openPool(origin, timeouts);
  let usedMs = now();
  return {
    async exchange(request) {
      if (now() - usedMs > KEEP_ALIVE_MS && pool.stats.size === 0) {
        await pool.destroy();
        pool = openPool(origin, timeouts);
      }
      usedMs = now();
      try {
        return await ask(pool, request);
      } catch (cause) {
        if (cause instanceof Outage) throw cause;
        throw new Outage(`no answer from the API at ${origin}${request.path}: ${reasonOf(cause)}`, {
          cause,
        });
      } finally {
        usedMs = now();
      }
    },
    close: () => pool.close(),
  };
}

function openPool(origin: string, timeouts: Timeouts): Pool {
  return new Pool(origin, {
    allowH2: false,
    connectTimeout: timeouts.connectMs,
    headersTimeout: timeouts.headersMs,
    bodyTimeout: timeouts.bodyMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
}

async function ask(pool: Pool, request: Exchange): Promise<RawAnswer> {
  const { method, path, headers, body = null } = request;
  const signal = AbortSignal.timeout(request.totalMs);
  const answer = await pool.request({ method, path, headers, body, signal });
  const retryAfter = answer.headers['retry-after'];
  return {
    status: answer.statusCode,
    retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
    body: await readBody(answer, request.largestBytes),
  };
}

// Where every address of a name refused the connection, Node's error has a code and no message.
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.message || ('code' in cause ? String(cause.code) : cause.name);
}

async function readBody(
  { statusCode, body }: Dispatcher.ResponseData,
  largestBytes: number,
): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > largestBytes)
      // Leaving the loop destroys the body and its connection.
      throw new Outage(`the API answered ${statusCode} with a body of more than ${largestBytes} bytes`, {
        apiStatus: statusCode,
      });
    chunks.push(chunk);
  }
  // TextDecoder leaves out the byte order mark that .NET services like to begin with.
  return new TextDecoder().decode(Buffer.concat(chunks));
}
