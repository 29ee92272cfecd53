import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Log } from '../log.ts';
import { type DelayedMessage, delayMessages } from './delay-messages.ts';
import { sendMessages } from './send-messages.ts';

export type Queue = {
  /** Resolves once SQS has taken every body; throws Unavailable where it has not within two seconds. */
  send: (bodies: readonly string[]) => Promise<void>;
  /** Hides received messages for so long; one whose delay SQS does not take waits for the whole visibility timeout. */
  delay: (messages: readonly DelayedMessage[]) => Promise<void>;
};

export type QueueDependencies = {
  /** Its own retries and timeouts must fit within `sendPatience`. */
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly log: Log;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
};

/** One SQS queue. */
export function createQueue(dependencies: QueueDependencies): Queue {
  return {
    send: (bodies) => sendMessages(bodies, dependencies),
    delay: (messages) => delayMessages(messages, dependencies),
  };
}
