import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { readEnvironment } from '../shared/environment.ts';
import { log } from '../shared/log.ts';
import { countedDeadLetters } from '../shared/ports/counted-dead-letters.ts';
import { createDeadLetters } from '../shared/ports/dead-letters.ts';
import { createMetrics } from '../shared/ports/metrics.ts';
import type { MovedMessage } from '../shared/record-dead-letters/moved-message.ts';
import { recordDeadLetters } from '../shared/record-dead-letters/record-dead-letters.ts';
import { withMetrics } from './middleware/with-metrics.ts';

const environment = readEnvironment('record-dead-letters');
const metering = createMetrics(environment.ENVIRONMENT_NAME);
const dependencies = {
  deadLetters: countedDeadLetters(
    createDeadLetters(new DynamoDBClient(), environment.TABLE_NAME),
    metering.metrics,
  ),
  now: Date.now,
  log,
};

const record = middy(async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const returned = await recordDeadLetters(event.Records.map(toMovedMessage), dependencies);
  return { batchItemFailures: returned.map((itemIdentifier) => ({ itemIdentifier })) };
});

/** A batch of a dead-letter queue in, the messages that come back out (`ReportBatchItemFailures`). */
export const handler = withMetrics(metering, record);

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
