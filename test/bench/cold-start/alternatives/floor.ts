import middy from '@middy/core';
import { problemDetails } from '../../../../functions/middleware/problem-details.ts';
import { requestId } from '../../../../functions/middleware/request-id.ts';
import { webhookRequest } from '../../../../functions/middleware/webhook-request.ts';
import { withMetrics } from '../../../../functions/middleware/with-metrics.ts';
import { readConfiguration } from '../../../../shared/configuration/read-configuration.ts';
import { readEnvironment } from '../../../../shared/environment.ts';
import { log } from '../../../../shared/log.ts';
import { createMetrics } from '../../../../shared/ports/metrics.ts';
import type { Answer } from '../../../../shared/receive-webhook/answer.ts';
import type { WebhookRequest } from '../../../../shared/receive-webhook/find-source.ts';
import { receiveWebhook } from '../../../../shared/receive-webhook/receive-webhook.ts';
import { sources } from '../../../../shared/sources/registry.ts';
import { signedRequest } from './signed-request.ts';

const environment = readEnvironment('receive-webhook');
const configuration = readConfiguration();
const metering = createMetrics(configuration.environment);
const { metrics } = metering;
const url = `${process.env['AWS_ENDPOINT_URL']}/`;

const known = new Map<string, readonly string[]>();
async function readSecrets(source: string): Promise<readonly string[]> {
  const SecretId = `${environment.SOURCE_SECRET_PREFIX}${source}`;
  const call = {
    url,
    service: 'secretsmanager',
    target: 'secretsmanager.GetSecretValue',
    input: { SecretId },
  };
  const secrets =
    known.get(source) ?? JSON.parse(String((await signedRequest(call))['SecretString'])).secrets;
  known.set(source, secrets);
  return secrets;
}

const queue = (QueueUrl: string) => ({
  send: async (bodies: readonly string[]) => {
    for (const MessageBody of bodies)
      await signedRequest({
        url,
        service: 'sqs',
        target: 'AmazonSQS.SendMessage',
        input: { QueueUrl, MessageBody },
      });
  },
});

const dependencies = {
  configuration,
  sources,
  secrets: { read: readSecrets, readAgain: readSecrets },
  front: { read: readSecrets, readAgain: readSecrets },
  queues: { events: queue(environment.EVENTS_QUEUE_URL), contacts: queue(environment.CONTACTS_QUEUE_URL) },
  deadLetters: { put: async () => undefined },
  now: Date.now,
  log,
  metrics,
};

/** receive-webhook as it is, but that its two requests are signed by hand: what the SDK costs is what ours takes beyond it. */
export const handler = withMetrics(
  metering,
  middy<WebhookRequest, Answer>((request: WebhookRequest) => receiveWebhook(request, dependencies))
    .use(requestId)
    .use(webhookRequest)
    .use(problemDetails(log, metrics)),
);
