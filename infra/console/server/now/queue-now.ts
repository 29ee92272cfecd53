import { judgeQueues } from '../../../ops/doctor/check-queues.ts';
import { inWords } from '../../../ops/doctor/in-words.ts';
import { type DeliveryFigures, sumOf } from '../../../ops/watch/read-deliveries.ts';
import type { QueueState } from '../../../ops/watch/read-queues.ts';
import type { Receipts } from '../../../ops/watch/read-receipts.ts';
import type { Fact, StageNow } from '../../data.ts';
import { worstOf } from './judgement.ts';
import type { Looking } from './read-now.ts';

type Seen = {
  /** As they were when they were looked at last. */
  readonly before: readonly QueueState[];
  readonly queues: readonly QueueState[];
  readonly receipts: Receipts;
  readonly deliveries: readonly DeliveryFigures[];
};

const minuteMs = 60_000;

/** The events queue with its window, and what the other queues hold. */
export function queueNow(
  { before, queues, receipts, deliveries }: Seen,
  {
    configuration,
    windowClosesAt,
    nowMs,
  }: Pick<Looking, 'configuration' | 'windowClosesAt'> & { nowMs: number },
): StageNow {
  const events = queues.find(({ name }) => name === 'EventsQueue');
  const contacts = queues.find(({ name }) => name === 'ContactsQueue');
  const moves = {
    isFresh: sumOf(receipts.accepted, nowMs - 2 * minuteMs) > 0,
    isDelivering: deliveries.some(({ delivered }) => sumOf(delivered, nowMs - 5 * minuteMs) > 0),
  };
  const dueAt = windowClosesAt();
  return {
    name: 'queue',
    judgement: worstOf(judgeQueues(before, queues, moves), 'All queues are empty'),
    headline: messages(heldIn(events)),
    facts: [
      ...(events ? factsOf(events) : []),
      { label: 'in the contacts queue', value: String(heldIn(contacts)) },
      { label: 'length of a window', value: `${configuration.delivery.windowSeconds} s` },
    ],
    ...(dueAt !== undefined && { dueAt }),
  };
}

function factsOf({ waiting, inFlight, delayed, oldestSeconds }: QueueState): Fact[] {
  return [
    { label: 'waiting', value: String(waiting + delayed) },
    { label: 'in a window, or to be tried again', value: String(inFlight) },
    ...(oldestSeconds === undefined ? [] : [{ label: 'oldest', value: inWords(oldestSeconds * 1000) }]),
  ];
}

function heldIn(queue: QueueState | undefined): number {
  return queue ? queue.waiting + queue.inFlight + queue.delayed : 0;
}

function messages(count: number): string {
  return `${count} message${count === 1 ? '' : 's'}`;
}
