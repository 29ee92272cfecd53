import { once } from 'node:events';
import { createServer } from 'node:http';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

/** Where all servers deliver to, each under a path of its own; in a thread of its own. */
export type CountingSink = {
  readonly url: string;
  /** Rows by the first part of the path. */
  readonly rows: () => Promise<Readonly<Record<string, number>>>;
  readonly close: () => Promise<void>;
};

export async function startSink(): Promise<CountingSink> {
  const worker = new Worker(new URL(import.meta.url));
  const [url] = await once(worker, 'message');
  return {
    url,
    rows: async () => {
      worker.postMessage('rows');
      const [rows] = await once(worker, 'message');
      return rows;
    },
    close: async () => void (await worker.terminate()),
  };
}

if (!isMainThread && parentPort) {
  const port = parentPort;
  const rows: Record<string, number> = {};
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const name = request.url?.split('/')[1] ?? '';
    rows[name] = (rows[name] ?? 0) + JSON.parse(Buffer.concat(chunks).toString('utf8')).AgentUpdates.length;
    response.setHeader('content-type', 'application/json');
    response.end('{"Success":true}');
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port.on('message', () => port.postMessage(rows));
  port.postMessage(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
}
