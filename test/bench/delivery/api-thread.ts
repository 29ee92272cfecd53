import { once } from 'node:events';
import { createServer } from 'node:http';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createSandbox } from '../../../infra/sandbox/sandbox.ts';

/** A row of an agent whose id begins so is refused by the sink, with the whole request. */
export const refusedAgent = 'refused-';

/** The sandbox, or a sink that reads a request and says yes; in a thread of its own. */
export type ApiThread = { readonly url: string; readonly close: () => Promise<void> };

export async function startApiThread(kind: 'sandbox' | 'sink'): Promise<ApiThread> {
  const worker = new Worker(new URL(import.meta.url), { workerData: kind });
  const [url] = await once(worker, 'message');
  return { url, close: async () => void (await worker.terminate()) };
}

async function startSink(): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const isRefused = Buffer.concat(chunks).includes(refusedAgent);
    response.writeHead(isRefused ? 400 : 200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(isRefused ? { Success: false, Message: 'a value is too long' } : { Success: true }),
    );
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

if (!isMainThread && parentPort)
  parentPort.postMessage(workerData === 'sink' ? await startSink() : (await createSandbox()).url);
