import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type StubOptions, startAwsStub, type TakenCall } from './aws-stub.ts';

/** The stub in a thread of its own, so that its work is not measured with the subject's. */
export type StubThread = {
  readonly url: string;
  readonly take: () => Promise<readonly TakenCall[]>;
  readonly close: () => Promise<void>;
};

export async function startStubThread(options: StubOptions): Promise<StubThread> {
  const worker = new Worker(new URL(import.meta.url), { workerData: options });
  const [url] = await once(worker, 'message');
  return {
    url,
    take: async () => {
      worker.postMessage('take');
      const [calls] = await once(worker, 'message');
      return calls;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

if (!isMainThread && parentPort) {
  const port = parentPort;
  const stub = await startAwsStub(workerData);
  port.on('message', () => port.postMessage(stub.take()));
  port.postMessage(stub.url);
}
