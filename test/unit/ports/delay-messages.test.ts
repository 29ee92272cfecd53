import { ChangeMessageVisibilityBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createQueue } from '../../../shared/ports/queue.ts';

const QueueUrl = 'http://127.0.0.1:1/000000000000/events';
const sqs = mockClient(SQSClient);
let lines: unknown[];

beforeEach(() => {
  sqs.reset();
  lines = [];
});

function delay(messages: readonly { receiptHandle: string; seconds: number }[]): Promise<void> {
  const client = new SQSClient({ region: 'us-east-1' });
  const log = (level: string, event: string, fields?: object) => void lines.push({ level, event, ...fields });
  const queue = createQueue({ client, queueUrl: QueueUrl, log, now: () => 0, sleep: async () => {} });
  return queue.delay(messages);
}

const taking = (...ids: number[]) => ({ Successful: ids.map((id) => ({ Id: String(id) })), Failed: [] });
const calls = () => sqs.commandCalls(ChangeMessageVisibilityBatchCommand).map(({ args }) => args[0].input);
const received = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ receiptHandle: `r${index}`, seconds: 15 }));

describe('delayMessages', () => {
  it('hides each message for its seconds', async () => {
    sqs.on(ChangeMessageVisibilityBatchCommand).resolves(taking(0, 1));
    await delay([
      { receiptHandle: 'a', seconds: 0 },
      { receiptHandle: 'b', seconds: 14.2 },
    ]);
    expect(calls()).toEqual([
      {
        QueueUrl,
        Entries: [
          { Id: '0', ReceiptHandle: 'a', VisibilityTimeout: 0 },
          { Id: '1', ReceiptHandle: 'b', VisibilityTimeout: 15 },
        ],
      },
    ]);
    expect(lines).toEqual([]);
  });

  it('asks for no more than SQS allows', async () => {
    sqs.on(ChangeMessageVisibilityBatchCommand).resolves(taking(0));
    await delay([{ receiptHandle: 'a', seconds: 86_400 }]);
    expect(calls()[0]?.Entries?.[0]?.VisibilityTimeout).toBe(43_200);
  });

  it('asks in tens, and for nothing where nothing is delayed', async () => {
    sqs.on(ChangeMessageVisibilityBatchCommand).resolves(taking(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    await delay([]);
    expect(calls()).toHaveLength(0);
    await delay(received(25));
    expect(calls().map(({ Entries }) => Entries?.length)).toEqual([10, 10, 5]);
  });

  it('asks once more for those that SQS did not take', async () => {
    sqs.on(ChangeMessageVisibilityBatchCommand).resolvesOnce(taking(0, 2)).resolves(taking(0));
    await delay(received(3));
    expect(calls()[1]?.Entries).toEqual([{ Id: '0', ReceiptHandle: 'r1', VisibilityTimeout: 15 }]);
    expect(lines).toEqual([]);
  });

  it('leaves the rest to the visibility timeout, and says how many', async () => {
    sqs.on(ChangeMessageVisibilityBatchCommand).rejects(new Error('no'));
    await delay(received(12));
    expect(calls()).toHaveLength(4);
    expect(lines).toEqual([{ level: 'warn', event: 'delay-not-taken', messages: 12 }]);
  });
});
