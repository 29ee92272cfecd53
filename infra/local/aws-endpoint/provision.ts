import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';
import type {
  Deployment,
  QueueDefinition,
  SecretDefinition,
  StreamDefinition,
  TableDefinition,
} from '../deployment.ts';

/** Sends a call in the JSON protocol: `AmazonSQS.CreateQueue`. */
export type SendCall = (target: string, input: Readonly<Record<string, unknown>>) => Promise<Response>;

/** Creates the deployment's queues, tables, streams and secrets; what an earlier run left stays, with the queues' attributes of now. */
export async function provision(
  deployment: Pick<Deployment, 'queues' | 'tables' | 'streams' | 'secrets'>,
  send: SendCall,
): Promise<void> {
  for (const queue of deployment.queues) await provisionQueue(queue, send);
  for (const table of deployment.tables) await provisionTable(table, send);
  for (const stream of deployment.streams) await provisionStream(stream, send);
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

/** Puts a message into one of the queues, named by its ARN, with attributes that are texts. */
export function sendMessageTo(
  queues: readonly QueueDefinition[],
  send: SendCall,
): (queueArn: string, body: string, attributes: Readonly<Record<string, string>>) => Promise<void> {
  return async (queueArn, MessageBody, attributes) => {
    const queue = queues.find(({ arn }) => arn === queueArn);
    if (!queue) throw new ConfigurationError(`the template has no queue ${queueArn}`);
    const MessageAttributes = Object.fromEntries(
      Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
    );
    const input = { QueueUrl: queue.url, MessageBody, MessageAttributes };
    const sent = await send('AmazonSQS.SendMessage', input);
    if (!sent.ok) throw new Error(`the queue ${queue.name} did not take a message: ${await sent.text()}`);
  };
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

const summary = z.object({ StreamDescriptionSummary: z.object({ StreamStatus: z.string() }) });
/** The emulator keeps records a day where nothing else is asked, and a week at most. */
const retentionHours = { least: 24, most: 168 };

async function provisionStream(stream: StreamDefinition, send: SendCall): Promise<void> {
  const { name: StreamName, shardCount: ShardCount } = stream;
  const describe = () => send('Kinesis_20131202.DescribeStreamSummary', { StreamName });
  if ((await describe()).ok) return;
  const created = await send('Kinesis_20131202.CreateStream', { StreamName, ShardCount });
  await assertDone(created, `the stream ${StreamName}`);
  while (summary.parse(await (await describe()).json()).StreamDescriptionSummary.StreamStatus !== 'ACTIVE');
  if (stream.retentionHours <= retentionHours.least) return;
  const kept = await send('Kinesis_20131202.IncreaseStreamRetentionPeriod', {
    StreamName,
    RetentionPeriodHours: Math.min(stream.retentionHours, retentionHours.most),
  });
  await assertDone(kept, `the retention of the stream ${StreamName}`);
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
