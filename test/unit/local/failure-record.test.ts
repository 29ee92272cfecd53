import { expect, test } from 'vitest';
import { failureKey, failureRecord } from '../../../infra/local/stream-mapping/failure-record.ts';
import type { Discard } from '../../../infra/local/stream-mapping/process-batch.ts';
import { toStreamRecord } from '../../../infra/local/stream-mapping/stream-record.ts';

const streamArn = 'arn:aws:kinesis:us-east-2:123456789012:stream/mystream';
const shardId = 'shardId-000000000001';
const place = {
  mapping: { id: 'mapping', streamArn, functionArn: 'arn:aws:lambda:us-east-2:123456789012:function:f' },
  shardId,
  at: new Date('2026-11-24T09:01:22.021Z'),
};
const record = (SequenceNumber: string, at: string) =>
  toStreamRecord(
    { SequenceNumber, PartitionKey: 'p', Data: Buffer.from('x'), ApproximateArrivalTimestamp: new Date(at) },
    { streamArn, shardId, roleArn: 'r' },
  );
const discard: Discard = {
  records: [record('1', '2026-11-24T09:00:04.835Z'), record('2', '2026-11-24T09:00:05.580Z')],
  condition: 'RetryAttemptsExhausted',
  invocations: 3,
  outcome: { type: 'failed', reason: 'x', functionError: 'Unhandled' },
};

test('a record of a batch given up has what AWS documents', () => {
  expect(failureRecord(discard, place)).toEqual({
    requestContext: {
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      functionArn: place.mapping.functionArn,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 3,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: '2026-11-24T09:01:22.021Z',
    KinesisBatchInfo: {
      shardId,
      startSequenceNumber: '1',
      endSequenceNumber: '2',
      approximateArrivalOfFirstRecord: '2026-11-24T09:00:04.835Z',
      approximateArrivalOfLastRecord: '2026-11-24T09:00:05.580Z',
      batchSize: 2,
      streamArn,
    },
  });
});

test.each([
  ['reported', { type: 'done', failed: new Set(['1']) }],
  ['answered with what no response may hold', { type: 'failed', reason: 'x' }],
] as const)('a failure that the function %s names no function error', (_how, outcome) => {
  expect(failureRecord({ ...discard, outcome }, place).responseContext?.functionError).toBeNull();
});

test('records that grew too old name no answer and one attempt', () => {
  const told = failureRecord({ ...discard, condition: 'RecordAgeExceeded' }, place);
  expect(told.requestContext).toMatchObject({ condition: 'RecordAgeExceeded', approximateInvokeCount: 1 });
  expect(told).not.toHaveProperty('responseContext');
});

test('an object’s key leads by mapping, shard and day to the second', () => {
  expect(failureKey(place)).toMatch(
    /^aws\/lambda\/mapping\/shardId-000000000001\/2026\/11\/24\/2026-11-24T09\.01\.22-[0-9a-f-]{36}$/,
  );
});
