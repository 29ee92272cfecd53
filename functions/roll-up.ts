import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { readConfiguration } from '../shared/configuration/read-configuration.ts';
import { readEnvironment } from '../shared/environment.ts';
import { log } from '../shared/log.ts';
import { createContactStore } from '../shared/ports/contact-store.ts';
import { createDeadLetters } from '../shared/ports/dead-letters.ts';
import { createDirtyVolumes } from '../shared/ports/dirty-volumes.ts';
import { createKnownCollectionPoints } from '../shared/ports/known-collection-points.ts';
import { createQueue } from '../shared/ports/queue.ts';
import { createRollUpRuns } from '../shared/ports/roll-up-runs.ts';
import { rollUp } from '../shared/roll-up/roll-up.ts';

const environment = readEnvironment('roll-up');
const client = new DynamoDBClient();
const table = { client, tableName: environment.TABLE_NAME };
const clock = { now: Date.now, sleep };
const dependencies = {
  configuration: readConfiguration(),
  contacts: createContactStore(table),
  dirty: createDirtyVolumes(table),
  collectionPoints: createKnownCollectionPoints(table, Date.now),
  runs: createRollUpRuns(table, Date.now),
  deadLetters: createDeadLetters(client, environment.TABLE_NAME),
  events: createQueue({ client: new SQSClient(), queueUrl: environment.EVENTS_QUEUE_URL, log, ...clock }),
  now: Date.now,
  log,
};

/** On schedule and on demand: sends the quarter-hour rows that are due; tells how many rows that were. */
export const handler = middy((_event: unknown, context: Context) =>
  rollUp({ ...dependencies, remainingMs: () => context.getRemainingTimeInMillis() }),
);
