import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type Api, answerCall, callAt } from './answer-call.ts';
import { type ApiAnswer, failed } from './api-answer.ts';
import { answerControl, type Controlled } from './control-routes.ts';
import { answers, type Fault } from './faults.ts';

/** A request's body may hold this many bytes: far more than 500 rows take. */
const LARGEST_BODY = 5_000_000;

export type Sandboxed = Api & Controlled & { readonly closing: AbortSignal };

/** Reads one request, does it, scripted faults included, and answers. */
export async function handleRequest(
  sandbox: Sandboxed,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const startedMs = sandbox.now();
  const { method = '' } = request;
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://sandbox');
  const body = await readBody(request);
  if (path.startsWith('/sandbox/'))
    return send(response, answerControl(sandbox, { method, path, body: body ?? '' }));
  const fault = sandbox.faults.take(path, callAt(path));
  if (fault?.delayMs) await delay(fault.delayMs, undefined, { signal: sandbox.closing });
  const { authorization = '' } = request.headers;
  const answer = faultyAnswer(fault, () =>
    body === undefined ? tooLarge() : answerCall(sandbox, { method, path, query, authorization, body }),
  );
  const dropped = fault?.drop !== undefined;
  sandbox.journal.add({
    ...{ time: new Date(startedMs).toISOString(), method, path, call: callAt(path) ?? null },
    ...{ status: dropped ? null : answer.status, rows: answer.rows ?? 0 },
    ...{ durationMs: sandbox.now() - startedMs, requestId: requestIdOf(request), outcome: answer.outcome },
  });
  if (dropped) request.socket.destroy();
  else send(response, answer);
}

/** What a fault makes of a call: its own answer, nothing done, or the work done and the connection cut. */
function faultyAnswer(fault: Fault | undefined, work: () => ApiAnswer): ApiAnswer {
  if (fault?.drop === 'before-commit')
    return { status: 0, body: '', outcome: 'connection cut before commit' };
  if (fault?.drop === 'after-commit') {
    const done = work();
    return { ...done, outcome: `connection cut after commit (${done.outcome})` };
  }
  if (!fault || !answers(fault)) return work();
  const { status = 200, headers = {}, body } = fault;
  const outcome = `scripted fault: ${status}`;
  return {
    ...failed(status, { Message: 'Scripted fault', headers }),
    ...(body === undefined ? {} : { body }),
    outcome,
  };
}

function requestIdOf({ headers }: IncomingMessage): string | null {
  return String(headers['x-request-id'] ?? '') || null;
}

function tooLarge(): ApiAnswer {
  const Message = `The body has more than ${LARGEST_BODY} bytes`;
  return failed(413, { Message, headers: { connection: 'close' } });
}

/** A body as text; undefined where it is too large (the rest is read and dropped, so that the sender hears the answer). */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= LARGEST_BODY) chunks.push(chunk);
  }
  return length > LARGEST_BODY ? undefined : new TextDecoder().decode(Buffer.concat(chunks));
}

function send(
  response: ServerResponse,
  {
    status,
    headers = {},
    body,
  }: { status: number; headers?: Readonly<Record<string, string>>; body: unknown },
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, ...headers }).end(text);
}
