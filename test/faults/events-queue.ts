import { setTimeout as sleep } from 'node:timers/promises';
import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { LocalRun } from '../../infra/local/local-run.ts';
import { packEnvelopes } from '../../shared/events/envelope.ts';

/** How long the queue may take to run dry, on the wall. */
const drainMs = 240_000;
/** A message whose visibility has just ended is counted nowhere for a moment. */
const emptyMs = 2000;
const counts = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** Waits until the events queue is empty; the number of messages that would not go. */
export async function drain(run: LocalRun, withinMs = drainMs): Promise<number> {
  const { sqs, QueueUrl } = eventsQueue(run);
  const endsAtMs = Date.now() + withinMs;
  for (let emptySinceMs: number | undefined; ; await sleep(300)) {
    const left = await messagesIn(sqs, QueueUrl);
    emptySinceMs = left === 0 ? (emptySinceMs ?? Date.now()) : undefined;
    if (emptySinceMs && Date.now() - emptySinceMs > emptyMs) return 0;
    if (Date.now() > endsAtMs) return left;
  }
}

/** The messages that wait in the contacts queue; undefined where a function takes them. */
export async function heldContacts(run: LocalRun): Promise<number | undefined> {
  const queue = run.deployment.queues.find(({ name }) => /^ContactsQueue/.test(name));
  if (!queue || run.deployment.mappings.some(({ queueArn }) => queueArn === queue.arn)) return undefined;
  return await messagesIn(sqsOf(run), queue.url);
}

/** Puts states into the queue as receive-webhook does, a message each, all of them at once. */
export async function enqueueStates(
  run: LocalRun,
  agents: readonly string[],
  receivedAt: string,
): Promise<void> {
  const { sqs, QueueUrl } = eventsQueue(run);
  const entries = agents.map((agentId, index) => {
    const event = { type: 'agent-activity', agentId, eventTime: receivedAt, state: 'AVAIL' } as const;
    const [MessageBody = ''] = packEnvelopes({ source: 'standard', accountId: '1', receivedAt }, [
      { ...event, id: agentId },
    ]);
    return { Id: String(index), MessageBody };
  });
  const tens = Array.from({ length: Math.ceil(entries.length / 10) }, (_, n) =>
    entries.slice(n * 10, n * 10 + 10),
  );
  await Promise.all(tens.map((Entries) => sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))));
}

function eventsQueue(run: LocalRun) {
  const { mappings, queues } = run.deployment;
  const feedsDelivery = mappings.find(({ functionArn }) => functionArn.includes('DeliverEvents'));
  const queue = queues.find(({ arn }) => arn === feedsDelivery?.queueArn);
  if (!queue) throw new Error('the deployment has no events queue');
  return { sqs: sqsOf(run), QueueUrl: queue.url };
}

function sqsOf({ aws }: LocalRun): SQSClient {
  const { url: endpoint, administrator: credentials, region } = aws;
  return new SQSClient({ region, endpoint, credentials });
}

async function messagesIn(sqs: SQSClient, QueueUrl: string): Promise<number> {
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
  const { Attributes = {} } = await sqs.send(command);
  return counts.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}
