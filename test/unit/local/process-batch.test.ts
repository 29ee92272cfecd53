import type { KinesisStreamRecord } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type { BatchOutcome } from '../../../infra/local/mapping/read-batch-response.ts';
import {
  type Discard,
  type FailurePolicy,
  processBatch,
} from '../../../infra/local/stream-mapping/process-batch.ts';
import { sequenceNumberOf, toStreamRecord } from '../../../infra/local/stream-mapping/stream-record.ts';

const origin = {
  streamArn: 'arn:aws:kinesis:eu-west-1:0:stream/s',
  shardId: 'shardId-000000000000',
  roleArn: 'r',
};

/** Records named by their sequence number, `arrivedAt` seconds after the epoch. */
function batchOf(names: string, arrivedAt: Readonly<Record<string, number>> = {}): KinesisStreamRecord[] {
  return [...names].map((name) =>
    toStreamRecord(
      {
        SequenceNumber: name,
        PartitionKey: 'p',
        Data: Buffer.from(name),
        ApproximateArrivalTimestamp: new Date((arrivedAt[name] ?? 0) * 1000),
      },
      origin,
    ),
  );
}

const names = (records: readonly KinesisStreamRecord[]) => records.map(sequenceNumberOf).join('');
const failsWhole: BatchOutcome = { type: 'failed', reason: 'x' };
const fails = (...failed: string[]): BatchOutcome => ({ type: 'done', failed: new Set(failed) });

/** What happens to a batch, a word a step, on a clock that pauses alone move. */
async function run(
  batch: KinesisStreamRecord[],
  answer: (names: string, invocation: number) => BatchOutcome,
  policy: Partial<FailurePolicy> & { stopAfter?: number } = {},
) {
  const steps: string[] = [];
  const discards: Discard[] = [];
  let now = 0;
  let invocations = 0;
  const { stopAfter = Number.POSITIVE_INFINITY, ...rest } = policy;
  await processBatch(
    batch,
    { bisectOnError: false, ...rest },
    {
      invoke: async (records) => {
        invocations += 1;
        steps.push(`invoke ${names(records)}`);
        return answer(names(records), invocations);
      },
      discard: async (discard) => {
        discards.push(discard);
        steps.push(`discard ${names(discard.records)}`);
      },
      advance: (sequenceNumber) => steps.push(`after ${sequenceNumber}`),
      now: () => now,
      pause: async (ms) => {
        now += ms;
      },
      stopped: () => invocations >= stopAfter,
    },
  );
  return { steps, discards, now: () => now };
}

/** Fails on one record, as the function that reports it does. */
const poison = (name: string) => (given: string) => (given.includes(name) ? fails(name) : fails());

describe('a batch', () => {
  test('that succeeds is settled at once', async () => {
    expect((await run(batchOf('abc'), () => fails())).steps).toEqual(['invoke abc', 'after c']);
  });

  test('is tried again from the lowest record that failed', async () => {
    const { steps } = await run(batchOf('abcd'), (_given, invocation) =>
      invocation === 1 ? fails('d', 'b') : fails(),
    );
    expect(steps).toEqual(['invoke abcd', 'after a', 'invoke bcd', 'after d']);
  });

  test('is tried again whole when the function fails', async () => {
    const { steps } = await run(batchOf('ab'), (_given, invocation) =>
      invocation < 3 ? failsWhole : fails(),
    );
    expect(steps).toEqual(['invoke ab', 'invoke ab', 'invoke ab', 'after b']);
  });

  test('waits longer before each attempt, a minute at most', async () => {
    const { now } = await run(batchOf('a'), (_given, invocation) => (invocation < 10 ? failsWhole : fails()));
    expect(now()).toBe((1 + 2 + 4 + 8 + 16 + 32 + 60 + 60 + 60) * 1000);
  });

  test('without a limit is tried again until it succeeds', async () => {
    const { discards } = await run(batchOf('a'), (_given, invocation) =>
      invocation < 500 ? failsWhole : fails(),
    );
    expect(discards).toEqual([]);
  });

  test('is given up whole when its attempts are used up, and reading goes on after it', async () => {
    const { steps, discards } = await run(batchOf('ab'), () => failsWhole, { maxRetries: 2 });
    expect(steps).toEqual(['invoke ab', 'invoke ab', 'invoke ab', 'discard ab', 'after b']);
    expect(discards).toMatchObject([
      { condition: 'RetryAttemptsExhausted', invocations: 3, outcome: { type: 'failed' } },
    ]);
  });

  test('gets no new attempts because a part of it succeeded', async () => {
    const { steps } = await run(batchOf('abc'), poison('b'), { maxRetries: 1 });
    expect(steps).toEqual(['invoke abc', 'after a', 'invoke bc', 'discard bc', 'after c']);
  });

  test('is left where it is when everything stops', async () => {
    const { steps } = await run(batchOf('abc'), poison('b'), { stopAfter: 1 });
    expect(steps).toEqual(['invoke abc', 'after a']);
  });
});

describe('a batch that is bisected', () => {
  test('loses nothing but the record that fails', async () => {
    const { steps, discards } = await run(batchOf('abcdefg'), poison('c'), {
      bisectOnError: true,
      maxRetries: 2,
    });
    expect(discards.map(({ records }) => names(records))).toEqual(['c']);
    expect(steps.at(-1)).toBe('after g');
  });

  test('is halved when the function fails, and each half tried on its own, in order', async () => {
    const throws = (given: string) => (given.includes('c') ? failsWhole : fails());
    const { steps } = await run(batchOf('abcd'), throws, { bisectOnError: true, maxRetries: 0 });
    expect(steps).toEqual([
      'invoke abcd',
      'invoke ab',
      'after b',
      'invoke cd',
      'invoke c',
      'discard c',
      'after c',
      'invoke d',
      'after d',
    ]);
  });

  test('uses up no attempt by being split', async () => {
    const { discards } = await run(batchOf('abcd'), poison('a'), { bisectOnError: true, maxRetries: 2 });
    expect(discards[0]?.invocations).toBe(5);
  });
});

describe('a record older than the limit', () => {
  const minute = { maxRecordAgeMs: 60_000 };

  test('is given up before the function gets it, the younger ones are not', async () => {
    const { steps, discards } = await run(batchOf('ab', { a: -61, b: -60 }), () => fails(), minute);
    expect(steps).toEqual(['discard a', 'after a', 'invoke b', 'after b']);
    expect(discards).toMatchObject([{ condition: 'RecordAgeExceeded', invocations: 0 }]);
    expect(discards[0]).not.toHaveProperty('outcome');
  });

  test('is given up when it grows too old between the attempts', async () => {
    const { steps } = await run(batchOf('a'), () => failsWhole, { maxRecordAgeMs: 5000 });
    expect(steps).toEqual(['invoke a', 'invoke a', 'invoke a', 'discard a', 'after a']);
  });
});
