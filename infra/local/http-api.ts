import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerRequest, type GatewayOptions } from './http-api/answer-request.ts';
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
  const opened = Promise.withResolvers<HttpApiOptions>();
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
    serve: opened.resolve,
    close: () => closeServer(server),
  };
}

async function serveRequest(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpApiOptions,
): Promise<void> {
  const startedAt = performance.now();
  const { method = 'GET', url: target = '/' } = request;
  const requestId = randomUUID();
  const body = await readBody(request);
  const answer = body
    ? await answerRequest(
        {
          method,
          target,
          protocol: `HTTP/${request.httpVersion}`,
          rawHeaders: request.rawHeaders,
          sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
          body,
        },
        { requestId, at: new Date() },
        options,
      )
    : gatewayAnswer(413, 'Request Entity Too Large');
  write(response, answer, requestId);
  const [path = '/'] = target.split('?');
  const durationMs = Math.round(performance.now() - startedAt);
  options.onRequest?.({ method, path, status: answer.status, durationMs });
}

function write(response: ServerResponse, answer: HttpAnswer, requestId: string): void {
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) response.appendHeader(name, value);
  response.setHeader('apigw-requestid', requestId);
  response.end(answer.body);
}

/** The whole body; undefined where it is larger than the gateway takes, read to its end all the same for the answer's sake. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length <= maxBodyBytes) chunks.push(bytes);
  }
  return length <= maxBodyBytes ? Buffer.concat(chunks) : undefined;
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
