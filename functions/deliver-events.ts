import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createCloudConnect } from '../shared/cloud-connect/client.ts';
import { readConfiguration } from '../shared/configuration/read-configuration.ts';
import { createAttempt } from '../shared/deliver-events/attempt.ts';
import { createBreaker } from '../shared/deliver-events/breaker.ts';
import { deliverEvents } from '../shared/deliver-events/deliver-events.ts';
import { createDeliveryMemory } from '../shared/deliver-events/delivery-memory.ts';
import { createPacer } from '../shared/deliver-events/pacer.ts';
import { deliveryBudget } from '../shared/deliver-events/time-left.ts';
import { readEnvironment } from '../shared/environment.ts';
import { log } from '../shared/log.ts';
import { createAccessTokens } from '../shared/ports/access-token.ts';
import { countedDeadLetters } from '../shared/ports/counted-dead-letters.ts';
import { createDeadLetters } from '../shared/ports/dead-letters.ts';
import { createDeliveredVolumes } from '../shared/ports/delivered-volumes.ts';
import { createKnownAgents } from '../shared/ports/known-agents.ts';
import { createMetrics } from '../shared/ports/metrics.ts';
import { createQueue } from '../shared/ports/queue.ts';
import { createRefreshFunction } from '../shared/ports/refresh-function.ts';
import { createSecrets } from '../shared/ports/secrets.ts';
import { createSuspectMarks } from '../shared/ports/suspect-marks.ts';
import { toQueueMessage } from './middleware/queue-messages.ts';
import { withMetrics } from './middleware/with-metrics.ts';

const environment = readEnvironment('deliver-events');
const configuration = readConfiguration();
const { cloudConnect, delivery } = configuration;
const metering = createMetrics(configuration.environment);
const { metrics } = metering;
const table = new DynamoDBClient();
const clock = { now: Date.now, sleep };
const tokens = createAccessTokens({
  secrets: createSecrets({ client: new SecretsManagerClient() }),
  secretId: environment.TOKEN_SECRET_ID,
  refresh: createRefreshFunction(new LambdaClient(), environment.REFRESH_FUNCTION_NAME),
  now: Date.now,
  metrics,
});
const timeouts = { totalMs: deliveryBudget.requestMs };
const api = createCloudConnect(cloudConnect, { timeouts, metrics });
const dependencies = {
  configuration,
  attempt: createAttempt(api, tokens),
  queue: createQueue({ client: new SQSClient(), queueUrl: environment.EVENTS_QUEUE_URL, log, ...clock }),
  deadLetters: countedDeadLetters(createDeadLetters(table, environment.TABLE_NAME), metrics),
  marks: createSuspectMarks(table, environment.TABLE_NAME, Date.now),
  volumes: createDeliveredVolumes(table, environment.TABLE_NAME, Date.now),
  agents: createKnownAgents({ client: table, tableName: environment.TABLE_NAME }, Date.now),
  memory: createDeliveryMemory(),
  breaker: createBreaker(),
  pace: createPacer(cloudConnect.requestsPerSecond, delivery.maxConcurrency, clock),
  now: Date.now,
  random: Math.random,
  newRequestId: randomUUID,
  log,
  metrics,
};

const deliver = middy(async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
  const remainingMs = () => context.getRemainingTimeInMillis();
  const returned = await deliverEvents(event.Records.map(toQueueMessage), { ...dependencies, remainingMs });
  return { batchItemFailures: returned.map((itemIdentifier) => ({ itemIdentifier })) };
});

/** A batch of the events queue in, the messages that come back out (`ReportBatchItemFailures`). */
export const handler = withMetrics(metering, deliver);
