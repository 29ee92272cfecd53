import type { SQSRecord } from 'aws-lambda';
import type { QueueMessage } from '../../shared/queue-window/queue-message.ts';

/** A record of an SQS batch, told without AWS's event shape. */
export function toQueueMessage({ messageId, receiptHandle, body, attributes }: SQSRecord): QueueMessage {
  const { ApproximateReceiveCount, SentTimestamp } = attributes;
  const [receiveCount, sentAtMs] = [Number(ApproximateReceiveCount), Number(SentTimestamp)];
  return { messageId, receiptHandle, body, receiveCount, sentAtMs };
}
