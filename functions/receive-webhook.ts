import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
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
import { createSecrets } from '../shared/ports/secrets.ts';
import { createSourceSecrets } from '../shared/ports/source-secrets.ts';
import type { Answer } from '../shared/receive-webhook/answer.ts';
import type { WebhookRequest } from '../shared/receive-webhook/find-source.ts';
import { receiveWebhook } from '../shared/receive-webhook/receive-webhook.ts';
import { redriveWebhook } from '../shared/receive-webhook/redrive-webhook.ts';
import { sources } from '../shared/sources/registry.ts';
import { problemDetails } from './middleware/problem-details.ts';
import { requestId } from './middleware/request-id.ts';
import { webhookRequest } from './middleware/webhook-request.ts';
import { withMetrics } from './middleware/with-metrics.ts';
import { withRedrive } from './middleware/with-redrive.ts';

const environment = readEnvironment('receive-webhook');
const configuration = readConfiguration();
const metering = createMetrics(configuration.environment);
const { metrics } = metering;
const now = Date.now;

/** Vendors wait three seconds; the queue repeats by itself, within two, what SQS did not take. */
const patience = { connectionTimeout: 500, requestTimeout: 900, throwOnRequestTimeout: true };
const sqs = new SQSClient({ maxAttempts: 1, requestHandler: patience });
const secretsManager = new SecretsManagerClient({ maxAttempts: 2, requestHandler: patience });
const dynamo = new DynamoDBClient({ maxAttempts: 2, requestHandler: patience });

const queue = (queueUrl: string) => createQueue({ client: sqs, queueUrl, log, now, sleep: setTimeout });
const prefix = environment.SOURCE_SECRET_PREFIX;
const dependencies = {
  configuration,
  sources,
  secrets: createSourceSecrets({ secrets: createSecrets({ client: secretsManager }), prefix, now }),
  queues: { events: queue(environment.EVENTS_QUEUE_URL), contacts: queue(environment.CONTACTS_QUEUE_URL) },
  deadLetters: countedDeadLetters(createDeadLetters(dynamo, environment.TABLE_NAME), metrics),
  now,
  log,
  metrics,
};

const receive = middy<WebhookRequest, Answer>((request: WebhookRequest, { awsRequestId }: Context) =>
  receiveWebhook({ ...request, correlationId: awsRequestId }, dependencies),
)
  .use(requestId)
  .use(webhookRequest)
  .use(problemDetails(log, metrics));

/** Webhooks from the gateway; and dead letters, from operators who invoke the function itself. */
export const handler = withMetrics(
  metering,
  withRedrive(
    (request) => redriveWebhook(request, dependencies),
    (event: WebhookRequest, context) => receive(event, context),
  ),
);
