import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ConfigurationError } from '../../shared/errors.ts';
import type { RunningAssembly } from './run-assembly.ts';

const counts = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

type Run = Pick<RunningAssembly, 'deployment' | 'aws'>;

/** The address of the queue that a function of a local run drains, by the function's name in the template. */
export function queueOf({ deployment: { mappings, queues } }: Run, consumer: string): string {
  const mapping = mappings.find(({ functionArn }) => functionArn.includes(consumer));
  const queue = queues.find(({ arn }) => arn === mapping?.queueArn);
  if (!queue) throw new ConfigurationError(`the template has no queue for ${consumer}`);
  return queue.url;
}

/** The messages that a function still has to do with: waiting, being handled, or coming back after a delay. */
export async function queuedMessages(run: Run, consumer: string): Promise<number> {
  const sqs = sqsOf(run);
  const command = new GetQueueAttributesCommand({
    QueueUrl: queueOf(run, consumer),
    AttributeNames: ['All'],
  });
  const { Attributes = {} } = await sqs.send(command);
  sqs.destroy();
  return counts.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

export function sqsOf({ aws }: Pick<Run, 'aws'>): SQSClient {
  const { url: endpoint, administrator: credentials, region } = aws;
  return new SQSClient({ region, endpoint, credentials });
}
