import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { gatherBatch } from '../../../infra/local/mapping/gather-batch.ts';
import { recordBytes } from '../../../infra/local/mapping/record-bytes.ts';
import { toSqsRecord } from '../../../infra/local/mapping/sqs-record.ts';

function record(body: string): SQSRecord {
  return toSqsRecord(
    { MessageId: body.slice(0, 20), Body: body },
    'arn:aws:sqs:eu-west-1:000000000000:events',
  );
}

const limits = { batchSize: 100, windowMs: 30_000, maxBytes: 6_291_456 };

/** A queue on a clock of its own: `arrivals` are messages and the second they arrive in. */
function queueOf(arrivals: readonly (readonly [second: number, body: string])[], { stopAt = Infinity } = {}) {
  let now = 0;
  const left = arrivals.map(([second, body]) => ({ at: second * 1000, body }));
  const waits: number[] = [];
  const opened: number[] = [];
  return {
    waits,
    opened,
    now: () => now,
    stopped: () => now >= stopAt,
    onOpened: () => opened.push(now),
    receive: async (max: number, waitMs: number) => {
      waits.push(waitMs);
      const until = Math.min(now + waitMs, stopAt);
      now = Math.max(now, Math.min(until, left[0]?.at ?? until));
      const ready = left.filter(({ at }) => at <= now).slice(0, max);
      left.splice(0, ready.length);
      return ready.map(({ body }) => record(body));
    },
  };
}

function bodies(records: readonly SQSRecord[]): string[] {
  return records.map(({ body }) => body);
}

describe('a batch', () => {
  it('closes when its window, opened by its first message, has passed', async () => {
    const queue = queueOf([
      [7, 'first'],
      [36.9, 'in time'],
      [37.1, 'late'],
    ]);
    const { records } = await gatherBatch([], limits, queue);
    expect(bodies(records)).toEqual(['first', 'in time']);
    expect(queue.opened).toEqual([7000]);
    expect(queue.now()).toBe(37_000);
  });

  it('waits for its first message without an end', async () => {
    const queue = queueOf([[300, 'first']]);
    const { records } = await gatherBatch([], limits, queue);
    expect(bodies(records)).toEqual(['first']);
    expect(queue.waits.every((waitMs) => waitMs <= 20_000 || waitMs === 30_000)).toBe(true);
  });

  it('closes at once when it is full, and asks for no more than fits', async () => {
    const queue = queueOf(Array.from({ length: 20 }, (_, index) => [1, `message ${index}`] as const));
    const { records, carried } = await gatherBatch([], { ...limits, batchSize: 13 }, queue);
    expect(records).toHaveLength(13);
    expect(carried).toEqual([]);
    expect(queue.now()).toBe(1000);
  });

  it('closes when the next message would make the event too large, and carries that one over', async () => {
    const queue = queueOf([
      [1, 'a'.repeat(400)],
      [2, 'b'.repeat(400)],
      [3, 'c'.repeat(400)],
    ]);
    const maxBytes = 2 * recordBytes(record('a'.repeat(400))) + 20;
    const { records, carried } = await gatherBatch([], { ...limits, maxBytes }, queue);
    expect(records).toHaveLength(2);
    expect(Buffer.byteLength(JSON.stringify({ Records: records }))).toBeLessThanOrEqual(maxBytes);
    expect(carried).toHaveLength(1);
    expect(queue.now()).toBe(3000);
  });

  it('begins with what was carried over, which opens its window', async () => {
    const queue = queueOf([[29, 'second']]);
    const { records } = await gatherBatch([record('carried')], limits, queue);
    expect(bodies(records)).toEqual(['carried', 'second']);
    expect(queue.opened).toEqual([0]);
    expect(queue.now()).toBe(30_000);
  });

  it('holds a message that alone is larger than an event may be', async () => {
    const { records } = await gatherBatch([], { ...limits, maxBytes: 10 }, queueOf([[1, 'large']]));
    expect(bodies(records)).toEqual(['large']);
  });

  it('is what was received at once when there is no window', async () => {
    const queue = queueOf([
      [5, 'first'],
      [5, 'second'],
      [5.001, 'third'],
    ]);
    const { records } = await gatherBatch([], { ...limits, windowMs: 0 }, queue);
    expect(bodies(records)).toEqual(['first', 'second']);
  });

  it('is given up with what it has when everything stops', async () => {
    const queue = queueOf(
      [
        [5, 'first'],
        [12, 'second'],
      ],
      { stopAt: 10_000 },
    );
    const { records } = await gatherBatch([], limits, queue);
    expect(bodies(records)).toEqual(['first']);
    expect(queue.now()).toBe(10_000);
  });
});
