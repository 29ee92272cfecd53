import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';
import type { Deployment, QueueDefinition, SecretDefinition, TableDefinition } from '../deployment.ts';

/** Sends a call in the JSON protocol: `AmazonSQS.CreateQueue`. */
export type SendCall = (target: string, input: Readonly<Record<string, unknown>>) => Promise<Response>;

/** Creates the deployment's queues, tables and secrets; what an earlier run left stays, with the queues' attributes of now. */
export async function provision(
  deployment: Pick<Deployment, 'queues' | 'tables' | 'secrets'>,
  send: SendCall,
): Promise<void> {
  for (const queue of deployment.queues) await provisionQueue(queue, send);
  for (const table of deployment.tables) await provisionTable(table, send);
  for (const secret of deployment.secrets) await provisionSecret(secret, send);
}

/** Sends calls to the endpoint with the given access key; it looks at the key alone, not at the signature. */
export function sendCallsTo(url: string, accessKeyId: string, region: string): SendCall {
  return (target, input) =>
    fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': target,
        'x-amz-date': '20260101T000000Z',
        authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/local/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(input),
    });
}

async function provisionQueue({ name, url, attributes }: QueueDefinition, send: SendCall): Promise<void> {
  const set = await send('AmazonSQS.SetQueueAttributes', { QueueUrl: url, Attributes: attributes });
  if (set.ok) return;
  const created = await send('AmazonSQS.CreateQueue', { QueueName: name, Attributes: attributes });
  await assertDone(created, `the queue ${name}`);
}

const description = z.object({ Table: z.object({ TableStatus: z.string() }) });

async function provisionTable({ name, definition }: TableDefinition, send: SendCall): Promise<void> {
  const describe = () => send('DynamoDB_20120810.DescribeTable', { TableName: name });
  if ((await describe()).ok) return;
  await assertDone(await send('DynamoDB_20120810.CreateTable', definition), `the table ${name}`);
  while (description.parse(await (await describe()).json()).Table.TableStatus !== 'ACTIVE');
}

async function provisionSecret({ name, initialValue }: SecretDefinition, send: SendCall): Promise<void> {
  if ((await send('secretsmanager.DescribeSecret', { SecretId: name })).ok) return;
  const created = await send('secretsmanager.CreateSecret', {
    Name: name,
    ClientRequestToken: randomUUID(),
    ...(initialValue !== undefined && { SecretString: initialValue }),
  });
  await assertDone(created, `the secret ${name}`);
}

async function assertDone(response: Response, what: string): Promise<void> {
  if (response.ok) return;
  throw new ConfigurationError(`Could not create ${what} of the template: ${await response.text()}`);
}
