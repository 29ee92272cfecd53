import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { readConfiguration } from '../shared/configuration/read-configuration.ts';
import { readEnvironment } from '../shared/environment.ts';
import { log } from '../shared/log.ts';
import { createContactStore } from '../shared/ports/contact-store.ts';
import { countedDeadLetters } from '../shared/ports/counted-dead-letters.ts';
import { createDeadLetters } from '../shared/ports/dead-letters.ts';
import { createDeliveredVolumes } from '../shared/ports/delivered-volumes.ts';
import { createDirtyVolumes } from '../shared/ports/dirty-volumes.ts';
import { createKnownCollectionPoints } from '../shared/ports/known-collection-points.ts';
import { createMetrics } from '../shared/ports/metrics.ts';
import { createQueue } from '../shared/ports/queue.ts';
import { createRollUpRuns } from '../shared/ports/roll-up-runs.ts';
import { type RecountAnswer, recountRequest } from '../shared/roll-up/recount-request.ts';
import { recountVolumes } from '../shared/roll-up/recount-volumes.ts';
import { type RolledUp, rollUp } from '../shared/roll-up/roll-up.ts';
import { withMetrics } from './middleware/with-metrics.ts';

const environment = readEnvironment('roll-up');
const configuration = readConfiguration();
const metering = createMetrics(configuration.environment);
const { metrics } = metering;
const client = new DynamoDBClient();
const table = { client, tableName: environment.TABLE_NAME };
const clock = { now: Date.now, sleep };
const dependencies = {
  configuration,
  contacts: createContactStore(table),
  dirty: createDirtyVolumes(table),
  collectionPoints: createKnownCollectionPoints(table, Date.now),
  runs: createRollUpRuns(table, Date.now),
  volumes: createDeliveredVolumes(client, environment.TABLE_NAME, Date.now),
  deadLetters: countedDeadLetters(createDeadLetters(client, environment.TABLE_NAME), metrics),
  events: createQueue({ client: new SQSClient(), queueUrl: environment.EVENTS_QUEUE_URL, log, ...clock }),
  now: Date.now,
  log,
  metrics,
};

const run = middy().handler(async (event: unknown, context: Context): Promise<RolledUp | RecountAnswer> => {
  const request = recountRequest.safeParse(event);
  if (request.success) return await recountVolumes(request.data.recount, dependencies);
  const remainingMs = () => context.getRemainingTimeInMillis();
  return await rollUp({ ...dependencies, remainingMs, correlationId: context.awsRequestId });
});

/** On schedule and on demand: sends the rows that are due and tells how many. Or an operator's recount, which is answered. */
export const handler = withMetrics(metering, run);
