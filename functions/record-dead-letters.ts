import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { readEnvironment } from '../shared/environment.ts';
import { log } from '../shared/log.ts';
import { createDeadLetters } from '../shared/ports/dead-letters.ts';
import type { MovedMessage } from '../shared/record-dead-letters/moved-message.ts';
import { recordDeadLetters } from '../shared/record-dead-letters/record-dead-letters.ts';

const environment = readEnvironment('record-dead-letters');
const dependencies = {
  deadLetters: createDeadLetters(new DynamoDBClient(), environment.TABLE_NAME),
  now: Date.now,
  log,
};

/** A batch of a dead-letter queue in, the messages that come back out (`ReportBatchItemFailures`). */
export const handler = middy(async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const returned = await recordDeadLetters(event.Records.map(toMovedMessage), dependencies);
  return { batchItemFailures: returned.map((itemIdentifier) => ({ itemIdentifier })) };
});

function toMovedMessage(record: SQSRecord): MovedMessage {
  const { messageId, body, attributes, messageAttributes, eventSourceARN } = record;
  return {
    messageId,
    body,
    sentAtMs: Number(attributes.SentTimestamp),
    queueName: nameOf(eventSourceARN),
    movedFrom: attributes.DeadLetterQueueSourceArn && nameOf(attributes.DeadLetterQueueSourceArn),
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
    error: messageAttributes['ERROR_MESSAGE']?.stringValue,
  };
}

function nameOf(queueArn: string): string {
  return queueArn.slice(queueArn.lastIndexOf(':') + 1);
}
