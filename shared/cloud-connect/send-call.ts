import type { CallName, CloudConnectConfiguration } from '../configuration/configuration.ts';
import { calls } from './calls.ts';
import { createConnection, type Timeouts } from './connection.ts';
import type { Envelope } from './envelope.ts';
import { type Answer, judgeAnswer } from './judge-answer.ts';
import { createPaths } from './paths.ts';

/** How much of an answer is read, in bytes: inserts answer with an envelope, lists with an account's whole table. */
const LARGEST_ANSWER = { POST: 1_000_000, GET: 16_000_000 } as const;

export type CallRequest = {
  readonly accessToken?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** For the whole exchange, where that is less than the client's own limit. */
  readonly withinMs?: number | undefined;
  /** Sent as `x-request-id`. */
  readonly requestId?: string | undefined;
  /** What may stand in no message, beside the access token. */
  readonly secrets?: readonly string[];
  /** What may stand in no message either: names, and what a sender wrote freely. Asked for only where there is a message. */
  readonly privateTexts?: () => readonly string[];
};

/** Sends one call and gives its envelope; throws Refusal, Unauthorized or Outage. */
export type SendCall = (call: CallName, request: CallRequest) => Promise<Envelope>;

export function createSendCall(
  configuration: CloudConnectConfiguration,
  { timeouts, now }: { timeouts: Timeouts; now: () => number },
): {
  send: SendCall;
  /** The path at which the API answered this call last, after the base URL; undefined before it did. */
  pathOf: (call: CallName) => string | undefined;
  close: () => Promise<void>;
} {
  const { origin, pathname } = new URL(configuration.baseUrl);
  const prefix = pathname.replace(/\/+$/, '');
  const connection = createConnection(origin, { timeouts, now });
  const paths = createPaths(configuration.paths);

  async function ask(call: CallName, request: CallRequest): Promise<Answer> {
    const { method } = calls[call];
    const body = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
    const totalMs = Math.min(request.withinMs ?? timeouts.totalMs, timeouts.totalMs);
    const largestBytes = LARGEST_ANSWER[method];
    const exchange = { method, headers: headersOf(request), body, largestBytes, totalMs };
    const query = request.query ? `?${new URLSearchParams(request.query)}` : '';
    const asked: string[] = [];
    let answer: Answer | undefined;
    for (const path of paths.candidates(call)) {
      asked.push(prefix + path);
      answer = { ...(await connection.exchange({ ...exchange, path: prefix + path + query })), paths: asked };
      if (answer.status === 404) continue;
      paths.remember(call, path);
      break;
    }
    return answer ?? { status: 404, retryAfter: undefined, body: '', paths: asked };
  }

  return {
    send: async (call, request) => {
      const answer = await ask(call, request);
      const secrets = [request.accessToken ?? '', ...(request.secrets ?? [])];
      const { privateTexts } = request;
      return judgeAnswer(answer, { call, secrets, privateTexts, nowMs: now() });
    },
    pathOf: paths.remembered,
    close: connection.close,
  };
}

function headersOf({ accessToken, requestId, body }: CallRequest): Record<string, string> {
  return {
    accept: 'application/json',
    'user-agent': 'cloud-connect-adapter',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
    ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
  };
}
