import { ChangeMessageVisibilityBatchCommand } from '@aws-sdk/client-sqs';
import { maxEntries } from './message-batches.ts';
import type { QueueDependencies } from './queue.ts';

/** SQS hides no message for longer than this. */
export const maxDelaySeconds = 12 * 60 * 60;

export type DelayedMessage = { readonly receiptHandle: string; readonly seconds: number };

/**
 * Asks SQS to hide received messages for so long, twice where it must be. It throws nothing: a message whose delay
 * SQS does not take comes back after the whole visibility timeout instead, and that is logged.
 */
export async function delayMessages(
  messages: readonly DelayedMessage[],
  dependencies: QueueDependencies,
): Promise<void> {
  const once = await delayOnce(messages, dependencies);
  const twice = once.length > 0 ? await delayOnce(once, dependencies) : once;
  if (twice.length > 0) dependencies.log('warn', 'delay-not-taken', { messages: twice.length });
}

/** Asks once, in tens, and tells which delays SQS has not said it took. */
async function delayOnce(
  messages: readonly DelayedMessage[],
  dependencies: QueueDependencies,
): Promise<readonly DelayedMessage[]> {
  const tens = Array.from({ length: Math.ceil(messages.length / maxEntries) }, (_, index) =>
    messages.slice(index * maxEntries, (index + 1) * maxEntries),
  );
  const left = await Promise.all(tens.map((ten) => delayBatch(ten, dependencies)));
  return left.flat();
}

async function delayBatch(
  messages: readonly DelayedMessage[],
  { client, queueUrl }: QueueDependencies,
): Promise<readonly DelayedMessage[]> {
  const Entries = messages.map(({ receiptHandle, seconds }, index) => ({
    Id: String(index),
    ReceiptHandle: receiptHandle,
    VisibilityTimeout: Math.min(Math.max(Math.ceil(seconds), 0), maxDelaySeconds),
  }));
  const command = new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries });
  try {
    const { Successful = [] } = await client.send(command);
    const taken = new Set(Successful.map(({ Id }) => Id));
    return messages.filter((_, index) => !taken.has(String(index)));
  } catch {
    // The delay is kind to the API, not needed for delivery: without it the message only waits longer.
    return messages;
  }
}
