import { createHmac, timingSafeEqual } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
// As most code has it, which is what brings all of zod's languages along.
import { z } from 'zod';

const sqs = new SQSClient({});
const secretsManager = new SecretsManagerClient({});
const secrets = new Map<string, string>();

const agentActivity = z.object({
  type: z.literal('agent-activity'),
  id: z.string().optional(),
  agentId: z.string().min(1).max(50),
  eventTime: z.iso.datetime({ offset: true }),
  state: z.string().min(1).max(255),
  reason: z.string().optional(),
  stateClass: z.enum(['available', 'busy', 'unavailable', 'offline']).optional(),
});

async function secretOf(source: string): Promise<string> {
  const known = secrets.get(source);
  if (known) return known;
  const command = new GetSecretValueCommand({ SecretId: `${process.env['SOURCE_SECRET_PREFIX']}${source}` });
  const { SecretString = '' } = await secretsManager.send(command);
  const [secret] = JSON.parse(SecretString).secrets;
  secrets.set(source, secret);
  return secret;
}

type ParsedEvent = Omit<APIGatewayProxyEventV2, 'body'> & { body: unknown; rawBody?: string };

async function verify(event: APIGatewayProxyEventV2): Promise<void> {
  const { headers, body = '', pathParameters } = event;
  const secret = await secretOf(pathParameters?.['source'] ?? '');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  const given = headers['webhook-signature'] ?? '';
  if (given.length !== expected.length || !timingSafeEqual(Buffer.from(given), Buffer.from(expected)))
    throw new Error('the signature is another');
}

/** What a first version of a receiver looks like: middy with its JSON parser, zod as its documentation imports it, the SDK as it is. */
export const handler = middy<ParsedEvent>()
  .use({ before: async ({ event }) => await verify(event as unknown as APIGatewayProxyEventV2) })
  .use(httpJsonBodyParser())
  .handler(async (event: ParsedEvent) => {
    const activity = agentActivity.parse(event.body);
    const MessageBody = JSON.stringify({
      ...activity,
      source: event.pathParameters?.['source'],
      receivedAt: new Date(),
    });
    await sqs.send(new SendMessageCommand({ QueueUrl: process.env['EVENTS_QUEUE_URL'], MessageBody }));
    return { statusCode: 202, body: JSON.stringify({ accepted: 1 }) };
  });
