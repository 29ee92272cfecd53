import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { LocalRun } from '../../infra/local/local-run.ts';
import { queuedMessages, queueOf, sqsOf } from '../../infra/local/queued-messages.ts';
import { packEnvelopes } from '../../shared/events/envelope.ts';

/** How long the queues may take to run dry, on the wall. */
const drainMs = 240_000;
/** A message whose visibility has just ended is counted nowhere for a moment. */
const emptyMs = 2000;
const consumers = ['DeliverEvents', 'RecordContacts'] as const;

/** Waits until nothing is left for deliver-events and record-contacts; the number of messages that would not go. */
export async function drain(run: LocalRun, withinMs = drainMs): Promise<number> {
  const endsAtMs = Date.now() + withinMs;
  for (let emptySinceMs: number | undefined; ; await sleep(300)) {
    const queued = await Promise.all(consumers.map((consumer) => queuedMessages(run, consumer)));
    const left = queued.reduce((sum, count) => sum + count, 0);
    emptySinceMs = left === 0 ? (emptySinceMs ?? Date.now()) : undefined;
    if (emptySinceMs && Date.now() - emptySinceMs > emptyMs) return 0;
    if (Date.now() > endsAtMs) return left;
  }
}

/** Puts states into the queue as receive-webhook does, a message each, all of them at once. */
export async function enqueueStates(
  run: LocalRun,
  agents: readonly string[],
  receivedAt: string,
): Promise<void> {
  const [sqs, QueueUrl] = [sqsOf(run), queueOf(run, 'DeliverEvents')];
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
