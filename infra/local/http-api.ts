import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { type AnswerRequest, createGateway, type GatewayOptions } from './http-api/answer-request.ts';
import { gatewayAnswer, type HttpAnswer } from './http-api/function-response.ts';

export type ServedRequest = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
};

export type HttpApiOptions = GatewayOptions & {
  /** Told each request when it has been answered. */
  readonly onRequest?: (request: ServedRequest) => void;
};

export type HttpApi = { readonly url: string; readonly close: () => Promise<void> };

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const maxBodyBytes = 10 * 1024 * 1024;
const maxHeaderBytes = 10_240;

/** Takes the port, so that the deployment can be read with the API's address in it; requests wait until `serve`. */
export async function openHttpApi(
  port: number,
): Promise<HttpApi & { serve: (options: HttpApiOptions) => void }> {
  const opened = Promise.withResolvers<Gateway>();
  const server = createServer({ maxHeaderSize: maxHeaderBytes }, async (request, response) => {
    try {
      await serveRequest(request, response, await opened.promise);
    } catch {
      // The client broke off while sending; there is nobody left to answer.
      response.destroy();
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`,
    serve: (options) => opened.resolve({ answer: createGateway(options), onRequest: options.onRequest }),
    close: () => closeServer(server),
  };
}

type Gateway = { readonly answer: AnswerRequest; readonly onRequest: HttpApiOptions['onRequest'] };

async function serveRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { answer, onRequest }: Gateway,
): Promise<void> {
  const startedAt = performance.now();
  const { method = 'GET', url: target = '/' } = request;
  const requestId = randomUUID();
  const body = await readBody(request);
  const answered = body
    ? await answer(
        {
          method,
          target,
          protocol: `HTTP/${request.httpVersion}`,
          rawHeaders: request.rawHeaders,
          sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
          body,
        },
        { requestId, at: new Date() },
      )
    : gatewayAnswer(413, 'Request Entity Too Large');
  write(response, answered, requestId);
  if (!onRequest) return;
  const [path = '/'] = target.split('?', 1);
  onRequest({ method, path, status: answered.status, durationMs: Math.round(performance.now() - startedAt) });
}

/** As one list of names and values, which Node writes as it is: the body is framed here, since it is not framed of itself then. */
function write(response: ServerResponse, { status, headers, body }: HttpAnswer, requestId: string): void {
  const lines = headers.flat();
  lines.push('apigw-requestid', requestId);
  if (status !== 204 && status !== 304) lines.push('content-length', String(Buffer.byteLength(body)));
  response.writeHead(status, lines).end(body);
}

/**
 * The whole body; undefined where it is larger than the gateway takes, read to its end all the same for the answer's sake. Throws where
 * the client breaks off.
 */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= maxBodyBytes) chunks.push(chunk);
  });
  await finished(request);
  return length <= maxBodyBytes ? Buffer.concat(chunks) : undefined;
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
