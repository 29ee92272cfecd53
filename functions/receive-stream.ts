import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type {
  Context,
  KinesisStreamBatchResponse,
  KinesisStreamEvent,
  KinesisStreamRecord,
} from 'aws-lambda';
import { readConfiguration } from '../shared/configuration/read-configuration.ts';
import { readEnvironment } from '../shared/environment.ts';
import { log } from '../shared/log.ts';
import { countedDeadLetters } from '../shared/ports/counted-dead-letters.ts';
import { createDeadLetters } from '../shared/ports/dead-letters.ts';
import { createMetrics } from '../shared/ports/metrics.ts';
import { createQueue } from '../shared/ports/queue.ts';
import { createAgentDirectory } from '../shared/receive-stream/agent-directory.ts';
import type { StreamRecord } from '../shared/receive-stream/read-record.ts';
import { receiveStream } from '../shared/receive-stream/receive-stream.ts';
import { sources } from '../shared/sources/registry.ts';
import { withMetrics } from './middleware/with-metrics.ts';

const environment = readEnvironment('receive-stream');
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
  agents: createAgentDirectory(),
  now,
  log,
  metrics,
};

const receive = middy(
  async (event: KinesisStreamEvent, context: Context): Promise<KinesisStreamBatchResponse> => {
    const invocation = { ...dependencies, correlationId: context.awsRequestId };
    const returned = await receiveStream(event.Records.map(toRecord), invocation);
    return { batchItemFailures: returned === undefined ? [] : [{ itemIdentifier: returned }] };
  },
);

/** A batch of a shard's records in, the first that has to come back out (`ReportBatchItemFailures`). */
export const handler = withMetrics(metering, receive);

function toRecord({ kinesis: { sequenceNumber, data } }: KinesisStreamRecord): StreamRecord {
  return { sequenceNumber, data: Buffer.from(data, 'base64') };
}
