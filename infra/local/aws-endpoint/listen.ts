import { once } from 'node:events';
import { createServer as createHttp1, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { createServer, type Socket } from 'node:net';

export type HttpRequest = IncomingMessage | Http2ServerRequest;
export type HttpResponse = ServerResponse | Http2ServerResponse;

export type Listening = { readonly port: number; readonly close: () => void };

/** The beginning of what an HTTP/2 client sends first. */
const http2Preface = 'PRI';

/**
 * Listens on this machine for HTTP/1.1 and HTTP/2 without TLS on one port: the Kinesis client speaks the latter, all
 * others the former, and a function has one address for them all.
 */
export async function listen(
  port: number,
  handle: (request: HttpRequest, response: HttpResponse) => void,
): Promise<Listening> {
  const http1 = createHttp1(handle);
  const http2 = createHttp2(handle);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // Before a protocol's server has taken the socket, nobody else hears that it broke.
    socket.on('error', () => socket.destroy());
    socket.once('readable', () => {
      const first: unknown = socket.read();
      if (!Buffer.isBuffer(first)) return;
      socket.unshift(first);
      const isHttp2 = first.toString('latin1', 0, http2Preface.length) === http2Preface;
      (isHttp2 ? http2 : http1).emit('connection', socket);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
