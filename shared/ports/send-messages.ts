import { SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { Unavailable } from '../errors.ts';
import { batchesOf } from './message-batches.ts';
import type { QueueDependencies } from './queue.ts';

/** How long sending goes on before the queue counts as unavailable: vendors wait three seconds for an answer. */
export const sendPatience = {
  totalMs: 2000,
  firstPauseMs: 50,
  maxPauseMs: 400,
  retryAfterSeconds: 30,
} as const;

type Attempt = { readonly left: readonly string[]; readonly cause?: unknown };

/** Sends every body, repeating those that SQS did not take; throws Unavailable where some are left after two seconds. */
export async function sendMessages(
  bodies: readonly string[],
  dependencies: QueueDependencies,
): Promise<void> {
  const { now, sleep } = dependencies;
  const deadlineMs = now() + sendPatience.totalMs;
  let pauseMs: number = sendPatience.firstPauseMs;
  let attempt = await sendOnce(bodies, deadlineMs, dependencies);
  while (attempt.left.length > 0) {
    if (now() + pauseMs >= deadlineMs) throw notTaken(attempt, bodies.length);
    await sleep(pauseMs);
    pauseMs = Math.min(pauseMs * 2, sendPatience.maxPauseMs);
    attempt = await sendOnce(attempt.left, deadlineMs, dependencies);
  }
}

/** Sends each body once and tells which of them SQS has not said it took. */
async function sendOnce(
  bodies: readonly string[],
  deadlineMs: number,
  dependencies: QueueDependencies,
): Promise<Attempt> {
  const deadline = new AbortController();
  // AbortSignal.timeout cannot be called off: each send would end two seconds later with an error that nobody awaits.
  const timer = setTimeout(() => deadline.abort(), Math.max(1, deadlineMs - dependencies.now()));
  const attempts = await Promise.all(
    batchesOf(bodies).map(async (batch): Promise<Attempt> => {
      try {
        return { left: await sendBatch(batch, deadline.signal, dependencies) };
      } catch (cause) {
        return { left: batch, cause };
      }
    }),
  ).finally(() => clearTimeout(timer));
  return { left: attempts.flatMap(({ left }) => left), cause: attempts.find(({ cause }) => cause)?.cause };
}

async function sendBatch(
  bodies: readonly string[],
  abortSignal: AbortSignal,
  { client, queueUrl }: QueueDependencies,
): Promise<readonly string[]> {
  if (bodies.length === 1) {
    const single = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: bodies[0] });
    const { MessageId } = await client.send(single, { abortSignal });
    return MessageId ? [] : bodies;
  }
  const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
  const command = new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries });
  const { Successful = [] } = await client.send(command, { abortSignal });
  const taken = new Set(Successful.map(({ Id }) => Id));
  return bodies.filter((_, index) => !taken.has(String(index)));
}

function notTaken({ left, cause }: Attempt, all: number): Unavailable {
  const { totalMs, retryAfterSeconds } = sendPatience;
  const message = `SQS did not take ${left.length} of ${all} messages within ${totalMs} ms`;
  return new Unavailable(message, { cause, retryAfterSeconds });
}
