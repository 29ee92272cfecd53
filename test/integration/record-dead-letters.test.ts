import type { SQSBatchResponse } from 'aws-lambda';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createStoredDeadLetters } from '../../shared/ports/stored-dead-letters.ts';
import { givenTable } from './given-table.ts';

const table = givenTable();
let handler: (event: unknown, context: object) => Promise<SQSBatchResponse>;

beforeAll(async () => {
  vi.stubEnv('TABLE_NAME', table.tableName);
  vi.stubEnv('ENVIRONMENT_NAME', 'test');
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  vi.stubEnv('AWS_ENDPOINT_URL', table.endpoint);
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  handler = (await import('../../functions/record-dead-letters.ts')).handler as unknown as typeof handler;
});

afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** As Lambda hands a message of a dead-letter queue over. */
function record(messageId: string, parts: { attributes?: object; messageAttributes?: object }) {
  return {
    messageId,
    receiptHandle: 'r',
    body: `the body of ${messageId}`,
    messageAttributes: {},
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:dead',
    ...parts,
    attributes: {
      SentTimestamp: String(Date.parse('2026-11-23T09:00:00.000Z')),
      ApproximateReceiveCount: '1',
      ...parts.attributes,
    },
  };
}

test('writes what SQS moved and what Scheduler left, once, and returns none of them', async () => {
  const DeadLetterQueueSourceArn = 'arn:aws:sqs:us-east-1:000000000000:events';
  const ERROR_MESSAGE = { stringValue: 'Rate exceeded', dataType: 'String' };
  const Records = [
    record('moved', { attributes: { DeadLetterQueueSourceArn } }),
    record('left', { messageAttributes: { ERROR_MESSAGE } }),
  ];
  for (const _ of [1, 2]) expect(await handler({ Records }, {})).toEqual({ batchItemFailures: [] });
  const letters = await Array.fromAsync(createStoredDeadLetters(table).all());
  const told = await Promise.all(
    letters.map(async (letter) => [letter.reason, letter.detail, await letter.original()]),
  );
  expect(told.toSorted()).toEqual([
    [
      'exhausted',
      'SQS moved it from events, whose function had received it as often as the queue allows',
      'the body of moved',
    ],
    ['exhausted', 'it never reached its function: Rate exceeded', 'the body of left'],
  ]);
  expect(letters.map(({ firstSeenAt }) => firstSeenAt)).toEqual(Array(2).fill('2026-11-23T09:00:00.000Z'));
});
