import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { KinesisStreamRecord } from 'aws-lambda';
import type { StreamMapping } from './deployment.ts';
import type { RunningMapping } from './event-source-mapping.ts';
import { gatherBatch } from './mapping/gather-batch.ts';
import type { BatchOutcome } from './mapping/read-batch-response.ts';
import { type BatchRun, runBatch } from './mapping/run-batch.ts';
import { createPause, type Pause } from './pause.ts';
import type { CheckpointStore } from './stream-mapping/checkpoint-store.ts';
import type { KeepDiscarded } from './stream-mapping/on-failure.ts';
import { type Discard, type FailurePolicy, processBatch } from './stream-mapping/process-batch.ts';
import { listShards, openShard, type ShardReader } from './stream-mapping/shard-reader.ts';
import { sequenceNumberOf } from './stream-mapping/stream-record.ts';
import type { ReportStream } from './stream-mapping/stream-report.ts';

export type StreamMappingOptions = {
  readonly mapping: StreamMapping;
  /** The function's role, whom the event names as the reader. */
  readonly roleArn: string;
  /** Carries that role: a mapping calls Kinesis as its function would. */
  readonly kinesis: KinesisClient;
  readonly invoke: BatchRun<KinesisStreamRecord>['invoke'];
  readonly checkpoints: CheckpointStore;
  /** Undefined where what is given up is kept nowhere. */
  readonly keepDiscarded: KeepDiscarded | undefined;
  readonly onReport: ReportStream;
  /** How many times faster than the clock on the wall AWS's time runs. */
  readonly timeScale?: number;
  /** How long closing waits for invocations that still run. */
  readonly closeTimeoutMs?: number;
};

type Running = {
  readonly options: StreamMappingOptions;
  readonly timeScale: number;
  readonly pause: Pause;
  readonly signal: AbortSignal;
};

type Shard = Running & { readonly shardId: string; readonly reader: ShardReader };

/** Lambda polls a shard once a second. https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html */
const pollMs = 1000;
const retryPauseMs = 5000;
const maxEventBytes = 6_291_456;

/**
 * Reads a stream for a function as Lambda does: each shard on its own, in order, one batch after the other, from where
 * the checkpoint of an earlier run stands.
 */
export function startStreamMapping(options: StreamMappingOptions): RunningMapping {
  const { timeScale = 1, closeTimeoutMs = 10_000 } = options;
  const stop = new AbortController();
  const pause = createPause(timeScale, stop.signal);
  const running = runShards({ options, timeScale, pause, signal: stop.signal });
  return {
    close: async () => {
      stop.abort();
      const closed = new AbortController();
      const timeout = createPause(1, closed.signal)(closeTimeoutMs);
      await Promise.race([running, timeout]).finally(() => closed.abort());
    },
  };
}

async function runShards(running: Running): Promise<void> {
  const { options, pause, signal } = running;
  const { mapping, roleArn, kinesis, checkpoints } = options;
  const list = () => call(running, 'ListShards', () => listShards(kinesis, mapping.streamArn));
  let shardIds = await list();
  while (!shardIds && !signal.aborted) {
    await pause(retryPauseMs);
    shardIds = await list();
  }
  await Promise.all(
    (shardIds ?? []).map((shardId) => {
      const start = checkpoints.get(mapping.id, shardId) ?? mapping.startingPosition;
      const reader = openShard(kinesis, { streamArn: mapping.streamArn, shardId, roleArn }, start);
      return runShard({ ...running, shardId, reader });
    }),
  );
}

async function runShard(shard: Shard): Promise<void> {
  const { options, timeScale, shardId, signal } = shard;
  const { batchSize, windowSeconds } = options.mapping;
  const windowMs = (windowSeconds * 1000) / timeScale;
  let carried: readonly KinesisStreamRecord[] = [];
  while (!signal.aborted) {
    const batch = await gatherBatch(
      carried,
      { batchSize, windowMs, maxBytes: maxEventBytes },
      {
        receive: (max, waitMs) => receive(shard, max, waitMs * timeScale),
        now: () => performance.now(),
        stopped: () => signal.aborted,
        onOpened: () => options.onReport({ type: 'window-opened', shardId, windowMs }),
      },
    );
    carried = batch.carried;
    if (batch.records.length > 0) await settleBatch(shard, batch.records);
  }
}

async function receive(shard: Shard, max: number, waitMs: number): Promise<readonly KinesisStreamRecord[]> {
  const { options, pause, shardId, reader } = shard;
  const records = await call(shard, 'GetRecords', () => reader.read(max));
  const [first] = records ?? [];
  if (!first) await pause(Math.min(records ? pollMs : retryPauseMs, waitMs));
  // Read at LATEST, a record that a stop leaves unsettled would otherwise be behind the next run's start.
  else if (!options.checkpoints.get(options.mapping.id, shardId))
    options.checkpoints.set(options.mapping.id, shardId, {
      type: 'AT',
      sequenceNumber: sequenceNumberOf(first),
    });
  return records ?? [];
}

async function settleBatch(shard: Shard, records: readonly KinesisStreamRecord[]): Promise<void> {
  const { options, timeScale, pause, shardId, signal } = shard;
  const { bisectOnError, maxRetries, maxRecordAgeSeconds, id } = options.mapping;
  const policy: FailurePolicy = {
    bisectOnError,
    ...(maxRetries !== undefined && { maxRetries }),
    ...(maxRecordAgeSeconds !== undefined && { maxRecordAgeMs: (maxRecordAgeSeconds * 1000) / timeScale }),
  };
  await processBatch(records, policy, {
    invoke: (part) => invoke(shard, part, policy),
    discard: (discard) => keep(shard, discard),
    advance: (sequenceNumber) => options.checkpoints.set(id, shardId, { type: 'AFTER', sequenceNumber }),
    now: Date.now,
    pause,
    stopped: () => signal.aborted,
  });
}

async function invoke(
  { options, pause, shardId }: Shard,
  records: readonly KinesisStreamRecord[],
  { maxRecordAgeMs }: FailurePolicy,
): Promise<BatchOutcome> {
  const told = { shardId, records: records.length };
  options.onReport({ type: 'batch-invoked', ...told });
  const outcome = await runBatch(records, {
    invoke: options.invoke,
    idOf: sequenceNumberOf,
    reportBatchItemFailures: options.mapping.reportBatchItemFailures,
    pause,
    giveUpAfterMs: maxRecordAgeMs ?? Number.POSITIVE_INFINITY,
  });
  if (outcome.type === 'failed') options.onReport({ type: 'batch-failed', ...told, reason: outcome.reason });
  else options.onReport({ type: 'batch-done', ...told, failed: outcome.failed.size });
  return outcome;
}

/** A destination that refuses loses the records, as on AWS. */
async function keep(shard: Shard, discard: Discard): Promise<void> {
  const { options, shardId } = shard;
  const { mapping, keepDiscarded, onReport } = options;
  const place = { mapping, shardId, at: new Date() };
  const keptAt =
    keepDiscarded && (await call(shard, 'the on-failure destination', () => keepDiscarded(discard, place)));
  const { records, condition } = discard;
  onReport({ type: 'records-discarded', shardId, records: records.length, condition, keptAt });
}

/** What the call gives, or undefined where it was refused: that is reported, for a missing grant must not go unnoticed. */
async function call<Answer>(
  { options, signal }: Running,
  name: string,
  send: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await send();
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    if (!signal.aborted) options.onReport({ type: 'call-failed', call: name, error });
    return undefined;
  }
}
