import { recordBytes } from './record-bytes.ts';

/** What ends a batch, whichever comes first. */
export type BatchLimits = {
  readonly batchSize: number;
  readonly windowMs: number;
  /** Lambda's limit on an event, everything in it counted. */
  readonly maxBytes: number;
};

export type BatchPorts<Item> = {
  /** Up to `max` records, waiting up to `waitMs` for the first; none where that failed or everything stops. */
  readonly receive: (max: number, waitMs: number) => Promise<readonly Item[]>;
  /** Milliseconds on a clock that never jumps. */
  readonly now: () => number;
  readonly stopped: () => boolean;
  readonly onOpened: () => void;
};

export type GatheredBatch<Item> = {
  readonly records: readonly Item[];
  /** What was received and did not fit: the next batch begins with it. */
  readonly carried: readonly Item[];
};

const eventBytes = Buffer.byteLength('{"Records":[]}');
const idleWaitMs = 20_000;

/** Gathers one batch: its window opens with its first record. Empty only where everything stops. */
export async function gatherBatch<Item>(
  carried: readonly Item[],
  limits: BatchLimits,
  ports: BatchPorts<Item>,
): Promise<GatheredBatch<Item>> {
  const waiting = [...carried];
  while (waiting.length === 0 && !ports.stopped())
    waiting.push(...(await ports.receive(limits.batchSize, idleWaitMs)));
  if (waiting.length > 0) ports.onOpened();

  const closesAt = ports.now() + limits.windowMs;
  const records: Item[] = [];
  let bytes = eventBytes;
  for (;;) {
    bytes = moveFitting(waiting, records, { bytes, ...limits });
    const remainingMs = closesAt - ports.now();
    const room = limits.batchSize - records.length;
    if (waiting.length > 0 || room <= 0 || remainingMs <= 0 || ports.stopped())
      return { records, carried: waiting };
    waiting.push(...(await ports.receive(room, remainingMs)));
  }
}

/** Moves what fits from one list to the other, at least one record into an empty batch; gives the batch's new size. */
function moveFitting<Item>(
  from: Item[],
  to: Item[],
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
