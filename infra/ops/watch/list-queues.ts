import { ListQueuesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { askAws } from '../ask-aws.ts';

export type QueueAddress = {
  /** As the stack calls it: `EventsQueue`, `RollUpDeadLetters`. */
  readonly name: string;
  readonly url: string;
};

/** Every queue of an account that has no others, as the local run's: they are named as in the template. Throws Unavailable. */
export async function listQueues(client: SQSClient): Promise<readonly QueueAddress[]> {
  const { QueueUrls = [] } = await askAws(
    client.send(new ListQueuesCommand({})),
    'SQS did not list its queues',
  );
  return QueueUrls.map((url) => ({ name: queueName(url.split('/').at(-1) ?? ''), url }));
}

/** The eight hexadecimal digits are the CDK's. */
export function queueName(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}
