import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { unsignedRequest } from './signed-request.ts';

const { env } = process;

/** The least that is a receiver at all: the secret fetched once, the signature checked, the body enqueued; no package. */
export async function handler({ headers, body = '', pathParameters }: APIGatewayProxyEventV2) {
  const secret = await unsignedRequest({
    url: `${env['AWS_ENDPOINT_URL']}/`,
    service: 'secretsmanager',
    target: 'secretsmanager.GetSecretValue',
    input: { SecretId: `${env['SOURCE_SECRET_PREFIX']}${pathParameters?.['source']}` },
  });
  const [key] = JSON.parse(String(secret['SecretString'])).secrets;
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'))
    .update(signed)
    .digest('base64');
  if (headers['webhook-signature'] !== `v1,${expected}`) return { statusCode: 401 };
  JSON.parse(body);
  await unsignedRequest({
    url: `${env['AWS_ENDPOINT_URL']}/`,
    service: 'sqs',
    target: 'AmazonSQS.SendMessage',
    input: { QueueUrl: env['EVENTS_QUEUE_URL'], MessageBody: body },
  });
  return { statusCode: 202, body: '{"accepted":1}' };
}
