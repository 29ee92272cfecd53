import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { vi } from 'vitest';
import type { Answer } from '../../shared/receive-webhook/answer.ts';

/** What a function that receives calls, with no AWS behind it; a test says what each answers. */
export const sqs = mockClient(SQSClient);
export const dynamo = mockClient(DynamoDBClient);
export const secretsManager = mockClient(SecretsManagerClient);

/** Forgets what the clients were asked and what they answer. */
export function resetClients(): void {
  for (const mock of [sqs, dynamo, secretsManager]) mock.reset();
}

/** Where the queue of that name is. */
export const queueUrl = (name: 'events' | 'contacts') => `http://127.0.0.1:1/0/${name}`;

/** Sets the variables of a function that receives and whose asset is this folder, until `vi.unstubAllEnvs`. */
export function stubReceivingFunction(asset: string): void {
  const variables = {
    LAMBDA_TASK_ROOT: asset,
    EVENTS_QUEUE_URL: queueUrl('events'),
    CONTACTS_QUEUE_URL: queueUrl('contacts'),
    TABLE_NAME: 'adapter',
    SOURCE_SECRET_PREFIX: 'adapter/source/',
    AWS_REGION: 'us-east-1',
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

/** Has Secrets Manager give these signing secrets of a source, in this version of its secret. */
export function storeSigningSecrets(source: string, secrets: readonly string[], VersionId = 'v1'): void {
  secretsManager
    .on(GetSecretValueCommand, { SecretId: `adapter/source/${source}` })
    .resolves({ SecretString: JSON.stringify({ secrets }), VersionId });
}

type WebhookHandler = (event: unknown, context: object) => Promise<Answer>;

/** The handler of receive-webhook as Lambda loads it; after `vi.resetModules` that of a fresh environment. */
export async function loadReceiveWebhook(): Promise<WebhookHandler> {
  return (await import('../../functions/receive-webhook.ts')).handler as unknown as WebhookHandler;
}

/** What Lambda tells of an invocation that has time left. */
export const invocation = { awsRequestId: 'lambda-1', getRemainingTimeInMillis: () => 10_000 };

/** A webhook as API Gateway hands it over, payload 2.0. */
export function gatewayEvent(source: string, overrides: object = {}) {
  return {
    version: '2.0',
    routeKey: 'ANY /webhooks/{source}',
    rawPath: `/webhooks/${source}`,
    rawQueryString: '',
    headers: { 'content-type': 'application/json' },
    requestContext: { http: { method: 'POST', sourceIp: '192.0.2.1' }, requestId: 'gateway-1' },
    pathParameters: { source },
    isBase64Encoded: false,
    ...overrides,
  };
}
