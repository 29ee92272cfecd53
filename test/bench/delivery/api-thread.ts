import { once } from 'node:events';
import { createServer } from 'node:http';
import { isMainThread, type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';
import { createSandbox } from '../../../infra/sandbox/sandbox.ts';

/** A row of an agent whose id begins so is refused by the sink, with the whole request. */
export const refusedAgent = 'refused-';

const rowKey = '"AgentId":';

/** The sandbox, or a sink that reads a request and says yes; in a thread of its own. */
export type ApiThread = { readonly url: string; readonly close: () => Promise<void> };

/** What the sink said yes to. */
export type Accepted = { readonly requests: number; readonly rows: number };

export type SinkThread = ApiThread & {
  /** What was accepted since the last time. */
  readonly take: () => Promise<Accepted>;
};

export async function startSandboxThread(): Promise<ApiThread> {
  const { worker: _, ...sandbox } = await startThread('sandbox');
  return sandbox;
}

export async function startSinkThread(): Promise<SinkThread> {
  const { worker, ...sink } = await startThread('sink');
  const take = async () => {
    worker.postMessage('take');
    const [accepted] = await once(worker, 'message');
    return accepted;
  };
  return { ...sink, take };
}

async function startThread(kind: 'sandbox' | 'sink') {
  const worker = new Worker(new URL(import.meta.url), { workerData: kind });
  const [url] = await once(worker, 'message');
  return { worker, url, close: async () => void (await worker.terminate()) };
}

async function startSink(port: MessagePort): Promise<string> {
  let accepted: Accepted = { requests: 0, rows: 0 };
  port.on('message', () => {
    port.postMessage(accepted);
    accepted = { requests: 0, rows: 0 };
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const isRefused = body.includes(refusedAgent);
    if (!isRefused) accepted = { requests: accepted.requests + 1, rows: accepted.rows + rowsIn(body) };
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

/** By the key that each row has once, so that nothing need be parsed. */
function rowsIn(body: Buffer): number {
  let rows = 0;
  for (let at = body.indexOf(rowKey); at >= 0; at = body.indexOf(rowKey, at + rowKey.length)) rows += 1;
  return rows;
}

if (!isMainThread && parentPort)
  parentPort.postMessage(workerData === 'sink' ? await startSink(parentPort) : (await createSandbox()).url);
