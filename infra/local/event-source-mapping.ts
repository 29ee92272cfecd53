import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import type { EventSourceMapping } from './deployment.ts';
import { gatherBatch } from './mapping/gather-batch.ts';
import type { ReportMapping } from './mapping/mapping-report.ts';
import {
  deleteRecords,
  giveBackRecords,
  type Queue,
  receiveRecords,
  visibilityTimeoutMs,
} from './mapping/queue-calls.ts';
import { type BatchRun, runBatch } from './mapping/run-batch.ts';
import { createPause, type Pause } from './pause.ts';

export type MappingOptions = {
  readonly mapping: EventSourceMapping;
  readonly queueUrl: string;
  /** Carries the function's role: a mapping calls SQS as its function would. */
  readonly sqs: SQSClient;
  readonly invoke: BatchRun<SQSRecord>['invoke'];
  readonly onReport: ReportMapping;
  /** How many batches are gathered at once; never more than the mapping's maximum concurrency. */
  readonly pollers?: number;
  /** In place of the mapping's own; fractions are allowed. */
  readonly windowSeconds?: number;
  /** How many times faster than the clock on the wall AWS's time runs. */
  readonly timeScale?: number;
  /** How long closing waits for invocations that still run. */
  readonly closeTimeoutMs?: number;
};

export type RunningMapping = { readonly close: () => Promise<void> };

type Poller = {
  readonly number: number;
  readonly options: MappingOptions;
  readonly queue: Queue;
  readonly windowMs: number;
  readonly pause: Pause;
  readonly signal: AbortSignal;
};

/** Lambda starts with five; https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const defaultPollers = 5;
const maxEventBytes = 6_291_456;
const retryPauseMs = 5000;

/**
 * Reads a queue for a function as Lambda does: several pollers, each gathering a batch of its own, so that one window
 * of time makes several batches. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export function startMapping(options: MappingOptions): RunningMapping {
  const { mapping, queueUrl, sqs, timeScale = 1, closeTimeoutMs = 10_000 } = options;
  const stop = new AbortController();
  const pollers = Math.min(
    options.pollers ?? defaultPollers,
    mapping.maxConcurrency ?? Number.POSITIVE_INFINITY,
  );
  const running = Array.from({ length: pollers }, (_, index) =>
    runPoller({
      number: index + 1,
      options,
      queue: { sqs, url: queueUrl, arn: mapping.queueArn },
      windowMs: ((options.windowSeconds ?? mapping.windowSeconds) * 1000) / timeScale,
      pause: createPause(1, stop.signal),
      signal: stop.signal,
    }),
  );
  return {
    close: async () => {
      stop.abort();
      const closed = new AbortController();
      const timeout = createPause(1, closed.signal)(closeTimeoutMs);
      await Promise.race([Promise.all(running), timeout]).finally(() => closed.abort());
    },
  };
}

async function runPoller(poller: Poller): Promise<void> {
  const { options, queue, windowMs, pause, signal } = poller;
  const visibilityMs = await askVisibility(poller);
  const run: BatchRun<SQSRecord> = {
    invoke: options.invoke,
    idOf: ({ messageId }) => messageId,
    reportBatchItemFailures: options.mapping.reportBatchItemFailures,
    pause,
    giveUpAfterMs: visibilityMs / (options.timeScale ?? 1),
  };
  let carried: readonly SQSRecord[] = [];
  while (!signal.aborted) {
    const batch = await gatherBatch(
      carried,
      { batchSize: options.mapping.batchSize, windowMs, maxBytes: maxEventBytes },
      {
        receive: (max, waitMs) => receiveOrPause(poller, max, waitMs),
        now: () => performance.now(),
        stopped: () => signal.aborted,
        onOpened: () => options.onReport({ type: 'window-opened', poller: poller.number, windowMs }),
      },
    );
    carried = batch.carried;
    if (!signal.aborted) await deliver(poller, batch.records, run);
    else carried = [...batch.records, ...carried];
  }
  await call(poller, 'ChangeMessageVisibility', () => giveBackRecords(queue, carried));
}

async function deliver(
  poller: Poller,
  records: readonly SQSRecord[],
  run: BatchRun<SQSRecord>,
): Promise<void> {
  const { number, options, queue } = poller;
  const messages = records.length;
  options.onReport({ type: 'batch-invoked', poller: number, messages });
  const outcome = await runBatch(records, run);
  if (outcome.type === 'failed') {
    options.onReport({ type: 'batch-failed', poller: number, messages, reason: outcome.reason });
    return;
  }
  const done = records.filter(({ messageId }) => !outcome.failed.has(messageId));
  await call(poller, 'DeleteMessage', () => deleteRecords(queue, done));
  options.onReport({ type: 'batch-done', poller: number, messages, failed: messages - done.length });
}

async function receiveOrPause(poller: Poller, max: number, waitMs: number): Promise<readonly SQSRecord[]> {
  const { queue, pause } = poller;
  const received = await call(poller, 'ReceiveMessage', () => receiveRecords(queue, { max, waitMs, pause }));
  if (!received) await pause(Math.min(retryPauseMs, waitMs));
  return received ?? [];
}

async function askVisibility(poller: Poller): Promise<number> {
  const { queue, pause, signal } = poller;
  for (;;) {
    const timeoutMs = await call(poller, 'GetQueueAttributes', () => visibilityTimeoutMs(queue));
    if (timeoutMs !== undefined || signal.aborted) return timeoutMs ?? 0;
    await pause(retryPauseMs);
  }
}

/**
 * What SQS answers, or undefined where it refused: that is reported, for a missing grant must not go unnoticed. Once
 * everything stops the queue may be gone first, which is nobody's concern.
 */
async function call<Answer>(
  poller: Poller,
  name: string,
  send: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await send();
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    if (!poller.signal.aborted)
      poller.options.onReport({ type: 'call-failed', poller: poller.number, call: name, error });
    return undefined;
  }
}
