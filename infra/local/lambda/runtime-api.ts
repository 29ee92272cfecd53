import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** An invocation on its way into an environment. */
export type RuntimeEvent = {
  readonly requestId: string;
  readonly deadlineMs: number;
  readonly functionArn: string;
  readonly payload: Buffer;
};

/** What the runtime inside the environment asks and tells. */
export type RuntimeListener = {
  readonly next: () => Promise<RuntimeEvent>;
  readonly respond: (requestId: string, body: Buffer) => void;
  readonly fail: (requestId: string, body: Buffer) => void;
  readonly failInit: (body: Buffer) => void;
};

const root = '/2018-06-01/runtime';
const outcomePath = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/;

/**
 * The Runtime API of one environment, not yet listening.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export function createRuntimeApi(listener: RuntimeListener): Server {
  const server = createServer((request, response) => {
    // A request that breaks off means that the process ended, and its exit tells more.
    answer(listener, request, response).catch(() => response.destroy());
  });
  // The runtime may wait for its next event for hours, on one connection whose closing ends it.
  return Object.assign(server, { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0, timeout: 0 });
}

async function answer(
  listener: RuntimeListener,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method, url = '' } = request;
  if (method === 'GET' && url === `${root}/invocation/next`) {
    sendEvent(response, await listener.next());
    return;
  }
  const body = await readBody(request);
  const [, requestId, outcome] = outcomePath.exec(url) ?? [];
  if (method === 'POST' && url === `${root}/init/error`) listener.failInit(body);
  else if (method === 'POST' && requestId && outcome === 'response') listener.respond(requestId, body);
  else if (method === 'POST' && requestId) listener.fail(requestId, body);
  else {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}');
}

function sendEvent(
  response: ServerResponse,
  { requestId, deadlineMs, functionArn, payload }: RuntimeEvent,
): void {
  response
    .writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': requestId,
      'lambda-runtime-deadline-ms': String(deadlineMs),
      'lambda-runtime-invoked-function-arn': functionArn,
    })
    .end(payload);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
