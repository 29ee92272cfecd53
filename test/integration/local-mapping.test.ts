import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  type MappingOptions,
  type RunningMapping,
  startMapping,
} from '../../infra/local/event-source-mapping.ts';
import { TooManyRequests } from '../../infra/local/lambda/errors.ts';
import { type InvokeResult, platformFailure } from '../../infra/local/lambda/invoke-result.ts';
import type { MappingReport } from '../../infra/local/mapping/mapping-report.ts';

let server: FauxqsServer;
let sqs: SQSClient;
let queues = 0;
const running: RunningMapping[] = [];
const closing: Promise<void>[] = [];

beforeAll(async () => {
  server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  sqs = clientOf(server.port);
});
// A mapping closes when its long polls have ended: the next test need not wait for that.
afterEach(() => {
  closing.push(...running.splice(0).map((mapping) => mapping.close()));
});
afterAll(async () => {
  await Promise.all(closing);
  sqs.destroy();
  await server.stop();
});

function clientOf(port: number): SQSClient {
  return new SQSClient({
    region: 'eu-west-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
}

function createQueue(visibilityTimeout = 60) {
  queues += 1;
  const name = `queue-${queues}`;
  server.createQueue(name, {
    region: 'eu-west-1',
    attributes: { VisibilityTimeout: String(visibilityTimeout) },
  });
  const url = `http://127.0.0.1:${server.port}/000000000000/${name}`;
  const left = () => {
    const { ready = [], inflight = [] } = server.inspectQueue(name)?.messages ?? {};
    return { ready: ready.map(({ body }) => body), inflight: inflight.map(({ message }) => message.body) };
  };
  return { url, left, arn: `arn:aws:sqs:eu-west-1:000000000000:${name}` };
}

type Queue = ReturnType<typeof createQueue>;

async function send(queue: Queue, ...texts: string[]): Promise<void> {
  for (const text of texts)
    await sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: text }));
}

function answer(value: unknown): InvokeResult {
  return { status: 200, payload: Buffer.from(JSON.stringify(value) ?? ''), requestId: 'r' };
}

type Setup = Partial<MappingOptions['mapping']> & Partial<Omit<MappingOptions, 'mapping'>>;

/** A mapping whose reports can be waited for. */
function mappingOf(queue: Queue, setup: Setup = {}) {
  const {
    batchSize = 100,
    maxConcurrency = 2,
    reportBatchItemFailures = true,
    windowSeconds = 0.3,
    ...rest
  } = setup;
  const reports: MappingReport[] = [];
  const waiting: { type: string; times: number; resolve: () => void }[] = [];
  const mapping = startMapping({
    mapping: {
      queueArn: queue.arn,
      functionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:sample',
      batchSize,
      windowSeconds: 30,
      maxConcurrency,
      reportBatchItemFailures,
    },
    queueUrl: queue.url,
    sqs,
    invoke: async () => answer(null),
    windowSeconds,
    ...rest,
    onReport: (report) => {
      reports.push(report);
      for (const { type, times, resolve } of waiting) if (count(type) >= times) resolve();
    },
  });
  const count = (type: string) => reports.filter((report) => report.type === type).length;
  running.push(mapping);
  return {
    mapping,
    reports,
    reported: (type: MappingReport['type'], times = 1) =>
      new Promise<void>((resolve) => {
        if (count(type) >= times) resolve();
        else waiting.push({ type, times, resolve });
      }),
  };
}

describe('a window', () => {
  it('gathers what is sent during it into one batch, deleted when the function succeeds', async () => {
    const queue = createQueue();
    const batches: (readonly SQSRecord[])[] = [];
    const { reported } = mappingOf(queue, {
      pollers: 1,
      invoke: async ({ Records }) => {
        batches.push(Records);
        return answer(null);
      },
    });
    await send(queue, 'one', 'two', 'three');
    await reported('batch-done');
    expect(batches.map((records) => records.map(({ body }) => body))).toEqual([['one', 'two', 'three']]);
    expect(queue.left()).toEqual({ ready: [], inflight: [] });
  });

  it('ends its length after the first message, which need not be whole seconds', async () => {
    const queue = createQueue();
    const invokedAt = Promise.withResolvers<number>();
    const { reported } = mappingOf(queue, {
      windowSeconds: 1.25,
      invoke: async () => {
        invokedAt.resolve(performance.now());
        return answer(null);
      },
    });
    const sentAt = performance.now();
    await send(queue, 'one');
    await reported('batch-done');
    const elapsedMs = (await invokedAt.promise) - sentAt;
    expect(elapsedMs).toBeGreaterThanOrEqual(1250);
    expect(elapsedMs).toBeLessThan(1750);
  });

  it('runs faster where AWS’s time does', async () => {
    const queue = createQueue();
    const { reports, reported } = mappingOf(queue, { windowSeconds: 30, timeScale: 300 });
    await send(queue, 'one');
    await reported('batch-done');
    expect(reports[0]).toMatchObject({ type: 'window-opened', windowMs: 100 });
  });

  it('is cut at the batch size', async () => {
    const queue = createQueue();
    await send(queue, ...Array.from({ length: 25 }, (_, index) => `message ${index}`));
    const { reports, reported } = mappingOf(queue, { batchSize: 12, pollers: 1 });
    await reported('batch-done', 3);
    const sizes = reports.flatMap((report) => (report.type === 'batch-done' ? [report.messages] : []));
    expect(sizes).toEqual([12, 12, 1]);
  });

  it('gives the function each message as Lambda does', async () => {
    const queue = createQueue();
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queue.url,
        MessageBody: 'body',
        MessageAttributes: { source: { DataType: 'String', StringValue: 'zoom' } },
      }),
    );
    const event = Promise.withResolvers<readonly SQSRecord[]>();
    mappingOf(queue, {
      invoke: async ({ Records }) => {
        event.resolve(Records);
        return answer(null);
      },
    });
    expect(await event.promise).toEqual([
      {
        messageId: expect.stringMatching(/^[\da-f-]{36}$/),
        receiptHandle: expect.any(String),
        body: 'body',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: expect.stringMatching(/^\d{13}$/),
          SenderId: expect.any(String),
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        },
        messageAttributes: {
          source: { stringValue: 'zoom', stringListValues: [], binaryListValues: [], dataType: 'String' },
        },
        md5OfBody: '841a2d689ad86bd1611447453c22c6fc',
        eventSource: 'aws:sqs',
        eventSourceARN: queue.arn,
        awsRegion: 'eu-west-1',
      },
    ]);
  });
});

describe('pollers', () => {
  it('run no more invocations at once than the maximum concurrency', async () => {
    const queue = createQueue();
    await send(queue, ...Array.from({ length: 8 }, (_, index) => `message ${index}`));
    let now = 0;
    let most = 0;
    const { reported } = mappingOf(queue, {
      batchSize: 1,
      pollers: 5,
      invoke: async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve, 20));
        now -= 1;
        return answer(null);
      },
    });
    await reported('batch-done', 8);
    expect(most).toBe(2);
  });
});

describe('a batch that fails', () => {
  it('leaves in the queue only what the function names', async () => {
    const queue = createQueue();
    const { reports, reported } = mappingOf(queue, {
      pollers: 1,
      invoke: async ({ Records }) => {
        const failed = Records.filter(({ body }) => body === 'bad');
        return answer({ batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) });
      },
    });
    await send(queue, 'good', 'bad', 'fine');
    await reported('batch-done');
    expect(queue.left()).toEqual({ ready: [], inflight: ['bad'] });
    expect(reports.at(-1)).toMatchObject({ messages: 3, failed: 1 });
  });

  it('is deleted whole where the mapping does not read the response', async () => {
    const queue = createQueue();
    const { reported } = mappingOf(queue, {
      reportBatchItemFailures: false,
      invoke: async ({ Records }) =>
        answer({ batchItemFailures: [{ itemIdentifier: Records[0]?.messageId }] }),
    });
    await send(queue, 'one');
    await reported('batch-done');
    expect(queue.left()).toEqual({ ready: [], inflight: [] });
  });

  it.each<[string, MappingOptions['invoke'], string]>([
    [
      'the function fails',
      async () => platformFailure('r', 'Sandbox.Timedout', 'Task timed out'),
      'Task timed out',
    ],
    ['the response is not valid', async () => answer({ batchItemFailures: [{}] }), 'itemIdentifier'],
    ['the invocation is refused', () => Promise.reject(new Error('not authorized')), 'not authorized'],
  ])('stays in the queue whole when %s', async (_, invoke, reason) => {
    const queue = createQueue();
    const { reports, reported } = mappingOf(queue, { invoke });
    await send(queue, 'one');
    await reported('batch-failed');
    expect(queue.left()).toEqual({ ready: [], inflight: ['one'] });
    expect(reports.at(-1)).toMatchObject({ reason: expect.stringContaining(reason) });
  });

  it('comes back when its visibility timeout ends, counted', async () => {
    const queue = createQueue(1);
    const counts: string[] = [];
    const { reported } = mappingOf(queue, {
      windowSeconds: 0.1,
      invoke: async ({ Records }) => {
        counts.push(Records[0]?.attributes.ApproximateReceiveCount ?? '');
        return counts.length === 1 ? platformFailure('r', 'Runtime.ExitError', 'exit') : answer(null);
      },
    });
    await send(queue, 'one');
    await reported('batch-done');
    expect(counts).toEqual(['1', '2']);
  });

  it('is tried again while the function is throttled', async () => {
    const queue = createQueue();
    let attempts = 0;
    const { reported } = mappingOf(queue, {
      invoke: async () => {
        attempts += 1;
        if (attempts === 1) throw new TooManyRequests('busy');
        return answer(null);
      },
    });
    await send(queue, 'one');
    await reported('batch-done');
    expect(attempts).toBe(2);
    expect(queue.left()).toEqual({ ready: [], inflight: [] });
  });
});

describe('a call that SQS refuses', () => {
  it('is reported, and the mapping goes on', async () => {
    const queue = createQueue();
    const { reports, reported, mapping } = mappingOf({ ...queue, url: `${queue.url}-of-nobody` });
    await reported('call-failed', 2);
    expect(reports[0]).toMatchObject({ call: 'GetQueueAttributes', error: { name: 'QueueDoesNotExist' } });
    await mapping.close();
  });
});

describe('closing', () => {
  it('takes no longer than a long poll', async () => {
    const queue = createQueue();
    const { mapping } = mappingOf(queue, { windowSeconds: 30 });
    const from = performance.now();
    await mapping.close();
    expect(performance.now() - from).toBeLessThan(2000);
  });

  it('gives back what a window has gathered', async () => {
    const queue = createQueue();
    const { mapping, reported } = mappingOf(queue, { windowSeconds: 30 });
    await send(queue, 'one');
    await reported('window-opened');
    await mapping.close();
    expect(queue.left()).toEqual({ ready: ['one'], inflight: [] });
  });

  it('waits for the invocation that runs, and settles its batch', async () => {
    const queue = createQueue();
    const invoked = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const { mapping } = mappingOf(queue, {
      invoke: async () => {
        invoked.resolve();
        await finish.promise;
        return answer(null);
      },
    });
    await send(queue, 'one');
    await invoked.promise;
    const closed = mapping.close();
    finish.resolve();
    await closed;
    expect(queue.left()).toEqual({ ready: [], inflight: [] });
  });

  it('waits no longer than it was told', async () => {
    const queue = createQueue();
    const invoked = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const { mapping } = mappingOf(queue, {
      closeTimeoutMs: 50,
      invoke: async () => {
        invoked.resolve();
        await finish.promise;
        return answer(null);
      },
    });
    onTestFinished(() => finish.resolve());
    await send(queue, 'one');
    await invoked.promise;
    await mapping.close();
    expect(queue.left().inflight).toEqual(['one']);
  });
});
