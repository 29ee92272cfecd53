import { Duration } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterQueue, queuePromises } from './dead-letter-queue.ts';

/** An outage of a day is hundreds of receives; the consumer dead-letters by age and by crash marks, not by this count. */
const maxReceiveCount = 1000;

/** A queue and its dead letters. */
export class MessageQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { timeoutSeconds, windowSeconds }: Consumer) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    this.queue = new Queue(this, 'Queue', {
      ...queuePromises(this),
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: six times the timeout plus the window.
      visibilityTimeout: Duration.seconds(6 * timeoutSeconds + windowSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
  }
}

/** What its consumer may: the first three are the event source mapping's, the last is how a failed message comes back after a chosen delay. */
export const consumeActions = [
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:ChangeMessageVisibility',
];

/** The function that reads the queue, and how long its pollers gather. */
type Consumer = { readonly timeoutSeconds: number; readonly windowSeconds: number };
