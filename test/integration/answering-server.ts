import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

export type Received = {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Differs for each connection. */
  readonly remotePort: number | undefined;
};

export type AnsweringServer = AsyncDisposable & {
  readonly url: string;
  readonly received: readonly Received[];
};

/** A server on a free port that answers as it is told and remembers what it received. */
export async function answeringServer(
  answer: (received: Received, response: ServerResponse) => void,
): Promise<AnsweringServer> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers, socket } = request;
    const body = Buffer.concat(chunks).toString();
    received.push({ method, url, headers, body, remotePort: socket.remotePort });
    answer({ method, url, headers, body, remotePort: socket.remotePort }, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
