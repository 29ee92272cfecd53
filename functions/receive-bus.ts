import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { readConfiguration } from '../shared/configuration/read-configuration.ts';
import { readEnvironment } from '../shared/environment.ts';
import { log } from '../shared/log.ts';
import { countedDeadLetters } from '../shared/ports/counted-dead-letters.ts';
import { createDeadLetters } from '../shared/ports/dead-letters.ts';
import { createMetrics } from '../shared/ports/metrics.ts';
import { createQueue } from '../shared/ports/queue.ts';
import { receiveBus } from '../shared/receive-bus/receive-bus.ts';
import { redriveEvent, redriveEventRequest } from '../shared/receive-bus/redrive-event.ts';
import type { RedriveAnswer } from '../shared/receive-webhook/redrive-request.ts';
import { sources } from '../shared/sources/registry.ts';
import { withMetrics } from './middleware/with-metrics.ts';

const environment = readEnvironment('receive-bus');
const configuration = readConfiguration();
const metering = createMetrics(configuration.environment);
const { metrics } = metering;
const now = Date.now;

/** The queue repeats by itself, within two seconds, what SQS did not take. */
const patience = { connectionTimeout: 500, requestTimeout: 900, throwOnRequestTimeout: true };
const sqs = new SQSClient({ maxAttempts: 1, requestHandler: patience });
const queue = (queueUrl: string) => createQueue({ client: sqs, queueUrl, log, now, sleep: setTimeout });
const dependencies = {
  configuration,
  sources,
  queues: { events: queue(environment.EVENTS_QUEUE_URL), contacts: queue(environment.CONTACTS_QUEUE_URL) },
  deadLetters: countedDeadLetters(createDeadLetters(new DynamoDBClient(), environment.TABLE_NAME), metrics),
  now,
  log,
  metrics,
};

const receive = middy().handler(
  async (event: unknown, context: Context): Promise<RedriveAnswer | undefined> => {
    const request = redriveEventRequest.safeParse(event);
    if (request.success) return await redriveEvent(request.data, dependencies);
    await receiveBus(event, { ...dependencies, correlationId: context.awsRequestId });
    return undefined;
  },
);

/** One event of an EventBridge bus, in its envelope; invoked asynchronously. Or an operator's redrive, which is answered. */
export const handler = withMetrics(metering, receive);
