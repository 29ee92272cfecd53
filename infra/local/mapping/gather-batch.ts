import type { SQSRecord } from 'aws-lambda';
import { recordBytes } from './sqs-record.ts';

/** What ends a batch, whichever comes first. */
export type BatchLimits = {
  readonly batchSize: number;
  readonly windowMs: number;
  /** Lambda's limit on an event, everything in it counted. */
  readonly maxBytes: number;
};

export type BatchPorts = {
  /** Up to `max` messages, waiting up to `waitMs` for the first; none where that failed or everything stops. */
  readonly receive: (max: number, waitMs: number) => Promise<readonly SQSRecord[]>;
  /** Milliseconds on a clock that never jumps. */
  readonly now: () => number;
  readonly stopped: () => boolean;
  readonly onOpened: () => void;
};

export type GatheredBatch = {
  readonly records: readonly SQSRecord[];
  /** What was received and did not fit: the next batch begins with it. */
  readonly carried: readonly SQSRecord[];
};

const eventBytes = Buffer.byteLength('{"Records":[]}');
const idleWaitMs = 20_000;
const maxReceive = 10;

/** Gathers one batch: its window opens with its first message. Empty only where everything stops. */
export async function gatherBatch(
  carried: readonly SQSRecord[],
  limits: BatchLimits,
  ports: BatchPorts,
): Promise<GatheredBatch> {
  const waiting = [...carried];
  while (waiting.length === 0 && !ports.stopped())
    waiting.push(...(await ports.receive(Math.min(maxReceive, limits.batchSize), idleWaitMs)));
  if (waiting.length > 0) ports.onOpened();

  const closesAt = ports.now() + limits.windowMs;
  const records: SQSRecord[] = [];
  let bytes = eventBytes;
  for (;;) {
    bytes = moveFitting(waiting, records, { bytes, ...limits });
    const remainingMs = closesAt - ports.now();
    const room = limits.batchSize - records.length;
    if (waiting.length > 0 || room <= 0 || remainingMs <= 0 || ports.stopped())
      return { records, carried: waiting };
    waiting.push(...(await ports.receive(Math.min(maxReceive, room), remainingMs)));
  }
}

/** Moves what fits from one list to the other, at least one record into an empty batch; gives the batch's new size. */
function moveFitting(
  from: SQSRecord[],
  to: SQSRecord[],
  { bytes, batchSize, maxBytes }: { readonly bytes: number } & BatchLimits,
): number {
  let size = bytes;
  for (let record = from[0]; record && to.length < batchSize; record = from[0]) {
    const grown = size + recordBytes(record);
    if (grown > maxBytes && to.length > 0) break;
    to.push(record);
    from.shift();
    size = grown;
  }
  return size;
}
