import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { askAws } from '../ask-aws.ts';
import type { QueueAddress } from './list-queues.ts';
import type { ReadMetrics } from './read-metrics.ts';

/** What a queue holds, as SQS counts it: approximately. */
export type QueueState = QueueAddress & {
  /** Those that a consumer could receive now. */
  readonly waiting: number;
  /** Those that are being handled, or come back after a pause. */
  readonly inFlight: number;
  readonly delayed: number;
  /** How long the oldest has waited, in seconds; undefined where nobody measures it. */
  readonly oldestSeconds: number | undefined;
};

/** SQS tells CloudWatch every minute, and some minutes late. */
const ageSpanMs = 10 * 60_000;

/** What each of these queues holds. Throws Unavailable. */
export async function readQueues(
  queues: readonly QueueAddress[],
  { sqs, readMetrics }: { readonly sqs: SQSClient; readonly readMetrics: ReadMetrics },
  nowMs: number,
): Promise<readonly QueueState[]> {
  if (queues.length === 0) return [];
  const ages = await readMetrics(
    queues.map(({ url }) => ({
      namespace: 'AWS/SQS',
      name: 'ApproximateAgeOfOldestMessage',
      dimensions: { QueueName: url.split('/').at(-1) ?? '' },
      statistic: 'Maximum',
    })),
    { fromMs: nowMs - ageSpanMs, toMs: nowMs, periodMs: 60_000 },
  );
  return await Promise.all(
    queues.map(async (queue, index) => ({
      ...queue,
      ...(await countsOf(queue, sqs)),
      oldestSeconds: ages[index]?.at(-1)?.value,
    })),
  );
}

async function countsOf({ name, url }: QueueAddress, sqs: SQSClient) {
  const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] });
  const { Attributes = {} } = await askAws(sqs.send(command), `SQS did not tell what ${name} holds`);
  return {
    waiting: Number(Attributes['ApproximateNumberOfMessages'] ?? 0),
    inFlight: Number(Attributes['ApproximateNumberOfMessagesNotVisible'] ?? 0),
    delayed: Number(Attributes['ApproximateNumberOfMessagesDelayed'] ?? 0),
  };
}
