import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { readConfiguration } from '../shared/configuration/read-configuration.ts';
import { readEnvironment } from '../shared/environment.ts';
import { log } from '../shared/log.ts';
import { createContactStore } from '../shared/ports/contact-store.ts';
import { countedDeadLetters } from '../shared/ports/counted-dead-letters.ts';
import { createDeadLetters } from '../shared/ports/dead-letters.ts';
import { createDirtyVolumes } from '../shared/ports/dirty-volumes.ts';
import { createKnownCollectionPoints } from '../shared/ports/known-collection-points.ts';
import { createMetrics } from '../shared/ports/metrics.ts';
import { createQueue } from '../shared/ports/queue.ts';
import { recordContacts } from '../shared/record-contacts/record-contacts.ts';
import { toQueueMessage } from './middleware/queue-messages.ts';
import { withMetrics } from './middleware/with-metrics.ts';

const environment = readEnvironment('record-contacts');
const configuration = readConfiguration();
const metering = createMetrics(configuration.environment);
const client = new DynamoDBClient();
const table = { client, tableName: environment.TABLE_NAME };
const clock = { now: Date.now, sleep };
const dependencies = {
  configuration,
  contacts: createContactStore(table),
  dirty: createDirtyVolumes(table),
  collectionPoints: createKnownCollectionPoints(table, Date.now),
  deadLetters: countedDeadLetters(createDeadLetters(client, environment.TABLE_NAME), metering.metrics),
  queue: createQueue({ client: new SQSClient(), queueUrl: environment.CONTACTS_QUEUE_URL, log, ...clock }),
  now: Date.now,
  random: Math.random,
  log,
};

const record = middy(async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const remainingMs = () => context.getRemainingTimeInMillis();
  const returned = await recordContacts(event.Records.map(toQueueMessage), { ...dependencies, remainingMs });
  return { batchItemFailures: returned.map((itemIdentifier) => ({ itemIdentifier })) };
});

/** A batch of the contacts queue in, the messages that come back out (`ReportBatchItemFailures`). */
export const handler = withMetrics(metering, record);
