import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { counted } from '../../ops/counted.ts';
import type { Pause } from '../pause.ts';
import { toSqsRecord } from './sqs-record.ts';

export type Queue = { readonly sqs: SQSClient; readonly url: string; readonly arn: string };

/**
 * A long poll that is broken off goes on at the queue and hides the next message from everyone. So none is: they are
 * short enough to be waited for when the mapping closes.
 */
const longPollSeconds = 1;

/** Between short polls near the end of a window, which long polls (whole seconds) would overrun. */
const shortPollPauseMs = 100;
const maxBatchEntries = 10;
const maxReceive = 10;

/** Up to `max` messages, waiting for the first no longer than `waitMs`, and a second at most. */
export async function receiveRecords(
  { sqs, url, arn }: Queue,
  { max, waitMs, pause }: { max: number; waitMs: number; pause: Pause },
): Promise<SQSRecord[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: Math.min(maxReceive, max),
    WaitTimeSeconds: Math.min(longPollSeconds, Math.floor(waitMs / 1000)),
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  const { Messages = [] } = await sqs.send(command);
  if (Messages.length === 0 && waitMs < 1000) await pause(Math.min(shortPollPauseMs, waitMs));
  return Messages.map((message) => toSqsRecord(message, arn));
}

/** Deletes what the function has done; throws where SQS refuses any of it. */
export async function deleteRecords({ sqs, url }: Queue, records: readonly SQSRecord[]): Promise<void> {
  for (const entries of batchEntries(records)) {
    const { Failed = [] } = await sqs.send(
      new DeleteMessageBatchCommand({ QueueUrl: url, Entries: entries }),
    );
    const [first] = Failed;
    if (first)
      throw new Error(
        `SQS did not delete ${counted(Failed.length, 'message')}: ${first.Code} ${first.Message ?? ''}`,
      );
  }
}

/** Makes received messages visible again, so that they need not wait for the visibility timeout. */
export async function giveBackRecords({ sqs, url }: Queue, records: readonly SQSRecord[]): Promise<void> {
  for (const entries of batchEntries(records)) {
    const Entries = entries.map((entry) => ({ ...entry, VisibilityTimeout: 0 }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }));
  }
}

/** How long a received message stays hidden; Lambda asks it too, and needs the role to grant it. */
export async function visibilityTimeoutMs({ sqs, url }: Queue): Promise<number> {
  const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['VisibilityTimeout'] });
  const { Attributes } = await sqs.send(command);
  return Number(Attributes?.VisibilityTimeout ?? 30) * 1000;
}

function batchEntries(records: readonly SQSRecord[]): { Id: string; ReceiptHandle: string }[][] {
  const entries = records.map(({ receiptHandle }, index) => ({
    Id: String(index),
    ReceiptHandle: receiptHandle,
  }));
  const batches = [];
  for (let from = 0; from < entries.length; from += maxBatchEntries)
    batches.push(entries.slice(from, from + maxBatchEntries));
  return batches;
}
