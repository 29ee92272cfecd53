import type { KinesisStreamRecord } from 'aws-lambda';
import type { BatchOutcome } from '../mapping/read-batch-response.ts';
import type { Pause } from '../pause.ts';
import { arrivedAtMs, sequenceNumberOf } from './stream-record.ts';

/** What becomes of a batch that fails; a limit left out never ends the attempts. */
export type FailurePolicy = {
  readonly bisectOnError: boolean;
  readonly maxRetries?: number;
  readonly maxRecordAgeMs?: number;
};

/** Records given up, in the words of the invocation record. */
export type Discard = {
  readonly records: readonly KinesisStreamRecord[];
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly invocations: number;
  /** The last invocation's; undefined where the records were never given to the function. */
  readonly outcome?: BatchOutcome;
};

export type BatchPorts = {
  readonly invoke: (records: readonly KinesisStreamRecord[]) => Promise<BatchOutcome>;
  readonly discard: (discard: Discard) => Promise<void>;
  /** Everything up to this record is settled: reading goes on after it. */
  readonly advance: (sequenceNumber: string) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly pause: Pause;
  readonly stopped: () => boolean;
};

/** A part of the batch, in its order, that is still to be settled. */
type Part = {
  readonly records: readonly KinesisStreamRecord[];
  readonly retries: number;
  readonly invocations: number;
  readonly outcome?: BatchOutcome;
};

/** Between the attempts of a failed batch; AWS names no figures. */
const retryPauseMs = { first: 1000, most: 60_000 };

/**
 * Settles one batch of a shard, in order: what fails is tried again from the first record that failed, halved where the
 * policy says so, and given up at the policy's limits. Leaves the rest as it is where everything stops.
 * https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export async function processBatch(
  records: readonly KinesisStreamRecord[],
  policy: FailurePolicy,
  ports: BatchPorts,
): Promise<void> {
  let waiting: readonly Part[] = [{ records, retries: 0, invocations: 0 }];
  for (let [part, ...rest] = waiting; part && !ports.stopped(); [part, ...rest] = waiting)
    waiting = [...(await settle(part, policy, ports)), ...rest];
}

/** One step for a part: the parts that are left of it. */
async function settle(part: Part, policy: FailurePolicy, ports: BatchPorts): Promise<Part[]> {
  const { records } = part;
  const fresh = records.findIndex((record) => !isTooOld(record, policy, ports.now()));
  if (fresh !== 0) {
    const expired = fresh < 0 ? records : records.slice(0, fresh);
    await giveUp({ ...part, records: expired }, 'RecordAgeExceeded', ports);
    return fresh < 0 ? [] : [{ ...part, records: records.slice(fresh) }];
  }
  const outcome = await ports.invoke(records);
  const failed = firstFailed(records, outcome);
  if (failed < 0 || failed > 0) advanceTo(records.at(failed < 0 ? -1 : failed - 1), ports);
  if (failed < 0) return [];
  const left = { ...part, records: records.slice(failed), invocations: part.invocations + 1, outcome };
  return policy.bisectOnError && records.length > 1 ? bisect(left, failed) : retry(left, policy, ports);
}

/** Splitting uses up no attempt: at the record that failed, or in the middle where that was the first. */
function bisect(left: Part, failed: number): Part[] {
  if (failed > 0) return [left];
  const middle = Math.ceil(left.records.length / 2);
  return [
    { ...left, records: left.records.slice(0, middle) },
    { ...left, records: left.records.slice(middle) },
  ];
}

async function retry(left: Part, { maxRetries }: FailurePolicy, ports: BatchPorts): Promise<Part[]> {
  if (maxRetries !== undefined && left.retries >= maxRetries) {
    await giveUp(left, 'RetryAttemptsExhausted', ports);
    return [];
  }
  await ports.pause(Math.min(retryPauseMs.first * 2 ** left.retries, retryPauseMs.most));
  return [{ ...left, retries: left.retries + 1 }];
}

async function giveUp(
  { records, invocations, outcome }: Part,
  condition: Discard['condition'],
  ports: BatchPorts,
): Promise<void> {
  await ports.discard({ records, condition, invocations, ...(outcome && { outcome }) });
  advanceTo(records.at(-1), ports);
}

function advanceTo(record: KinesisStreamRecord | undefined, { advance }: BatchPorts): void {
  if (record) advance(sequenceNumberOf(record));
}

/** The lowest failed record's place; -1 where none failed. */
function firstFailed(records: readonly KinesisStreamRecord[], outcome: BatchOutcome): number {
  if (outcome.type === 'failed') return 0;
  return records.findIndex((record) => outcome.failed.has(sequenceNumberOf(record)));
}

function isTooOld(record: KinesisStreamRecord, { maxRecordAgeMs }: FailurePolicy, now: number): boolean {
  return maxRecordAgeMs !== undefined && now - arrivedAtMs(record) > maxRecordAgeMs;
}
