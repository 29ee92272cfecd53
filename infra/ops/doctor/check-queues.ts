import { counted } from '../counted.ts';
import { readDeliveries, sumOf } from '../watch/read-deliveries.ts';
import type { QueueState } from '../watch/read-queues.ts';
import { readReceipts } from '../watch/read-receipts.ts';
import { type Found, failed, ok, warning } from './finding.ts';
import { inWords } from './in-words.ts';
import type { Check } from './patient.ts';

const minuteMs = 60_000;
/** The alarms `events-wait` and `contacts-wait` ring by then. */
const longestSeconds = 900;
/** What came within this time may wait for its window still; metrics are published when it ends. */
const freshMs = 2 * minuteMs;
const lookAgainMs = 3000;

/** Whether the queues are drained, and the queues of what was given up are empty. */
export const checkQueues: Check = {
  name: 'queues',
  look: async ({ deployment, now, sleep }) => {
    const opened = await deployment();
    const { readQueues, configuration } = opened;
    const sources = Object.keys(configuration().sources);
    const [queues, receipts, deliveries] = await Promise.all([
      readQueues(),
      readReceipts(opened, sources, now()),
      readDeliveries(opened, now()),
    ]);
    const moves = {
      isFresh: sumOf(receipts.accepted, now() - freshMs) > 0,
      isDelivering: deliveries.some(({ delivered }) => sumOf(delivered, now() - 5 * minuteMs) > 0),
    };
    const isStill = (queue: QueueState) => inQueue(queue) > 0 && !moves.isFresh && !moves.isDelivering;
    if (!queues.some(isStill)) return judgeQueues(queues, queues, moves);
    await sleep(lookAgainMs);
    return judgeQueues(queues, await readQueues(), moves);
  },
};

export type Moves = {
  /** Something came in a moment ago. */
  readonly isFresh: boolean;
  readonly isDelivering: boolean;
};

/** By how long the oldest waits where that is known, else by whether anything goes on. */
export function judgeQueues(
  before: readonly QueueState[],
  after: readonly QueueState[],
  moves: Moves,
): readonly Found[] {
  const judged = after.flatMap((queue) => {
    if (queue.name.endsWith('DeadLetters')) return judgeGivenUp(queue);
    const earlier = before.find(({ url }) => url === queue.url);
    const shrinks = earlier !== undefined && inQueue(queue) < inQueue(earlier);
    return judgeQueue(queue, { ...moves, shrinks });
  });
  const told = judged.filter((found) => found !== undefined);
  return told.length > 0 ? told : [ok(`${counted(after.length, 'queue')}, all empty`)];
}

function judgeQueue(
  queue: QueueState,
  { isFresh, isDelivering, shrinks }: Moves & { readonly shrinks: boolean },
): Found[] {
  const { name, oldestSeconds } = queue;
  const held = inQueue(queue);
  const heading = name.startsWith('Contacts') ? 'contacts-wait' : 'events-wait';
  const remedy = `what to do: README.md#${heading}`;
  const holds = `${name} holds ${counted(held, 'message')}${queue.inFlight > 0 ? `, ${queue.inFlight} of them being handled or coming back after a pause` : ''}`;
  if (oldestSeconds !== undefined && oldestSeconds >= longestSeconds)
    return [failed(`${holds}; the oldest has waited for ${inWords(oldestSeconds * 1000)}`, remedy)];
  if (held === 0) return [];
  if (oldestSeconds !== undefined && oldestSeconds > 0)
    return [ok(`${holds}; the oldest has waited for ${inWords(oldestSeconds * 1000)}`)];
  if (shrinks) return [ok(`${holds}, and is being drained`)];
  if (isDelivering) return [ok(`${holds}; rows were delivered in the last 5 minutes`)];
  if (isFresh) return [ok(`${holds}; some came a moment ago, and may wait for their window`)];
  return [
    warning(
      `${holds}, and nothing was delivered in the last 5 minutes`,
      `look again in a minute, when the window of what has just come is over; then ${remedy}`,
    ),
  ];
}

/** What SQS, Lambda or Scheduler gave up. Of events and contacts it becomes dead letters within seconds. */
function judgeGivenUp(queue: QueueState): Found[] {
  const { name } = queue;
  const held = inQueue(queue);
  if (held === 0) return [];
  const [heading] = [
    name.startsWith('RefreshToken') && 'refresh-given-up',
    name.startsWith('RollUp') && 'roll-up-given-up',
  ].filter((each) => each !== false);
  return [
    warning(
      `${name} holds ${counted(held, 'message')}`,
      heading
        ? `what to do: README.md#${heading}`
        : 'see the log of record-dead-letters, which makes dead letters of them',
    ),
  ];
}

function inQueue({ waiting, inFlight, delayed }: QueueState): number {
  return waiting + inFlight + delayed;
}
