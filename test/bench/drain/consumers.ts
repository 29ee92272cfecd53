import { openMessages } from '../../../shared/queue-window/open-messages.ts';
import type { QueueMessage } from '../../../shared/queue-window/queue-message.ts';
import { naiveConsumer, readNaively } from './naive-consumer.ts';
import { acceptRequest, rowsPerRequest } from './outside.ts';
import { wholeInvocation } from './whole-invocation.ts';

/** How many events one has read, or rows it has delivered. */
export type Consumer = (window: readonly QueueMessage[], nowMs: number) => number | Promise<number>;

/** JSON.parse of every body and nothing else. */
const parseBodies: Consumer = (window) =>
  window.reduce((sum, { body }) => sum + JSON.parse(body).events.length, 0);

/** What our consumer does to have the events. */
const openWindow: Consumer = (window, nowMs) =>
  openMessages(window, nowMs).open.reduce((sum, { events }) => sum + events.length, 0);

/** A delivery without any rule, the least that one can be: the events as rows, by time, in requests of 500. */
const deliverPlainly: Consumer = async (window) => {
  const rows = window.flatMap(({ body }) => {
    const { events }: { events: Readonly<Record<string, string>>[] } = JSON.parse(body);
    return events.map(({ agentId, eventTime, state, reason }) => ({
      AgentId: agentId,
      EventTime: eventTime ?? '',
      Activity: state,
      ReasonCode: reason,
    }));
  });
  rows.sort((one, other) => (one.EventTime < other.EventTime ? -1 : 1));
  for (let from = 0; from < rows.length; from += rowsPerRequest)
    await acceptRequest(
      JSON.stringify({ AccountId: '1', AgentUpdates: rows.slice(from, from + rowsPerRequest) }),
    );
  return rows.length;
};

/** Each has what a warm environment would. The first three read a window; the others deliver it. */
export const consumers = {
  parse: () => parseBodies,
  open: () => openWindow,
  naiveReading: () => readNaively,
  plainWhole: () => deliverPlainly,
  whole: () => wholeInvocation(),
  wholeTold: () => wholeInvocation({ isTold: true }),
  wholeForgetting: () => (window, nowMs) => wholeInvocation()(window, nowMs),
  naiveWhole: () => naiveConsumer(),
  naiveUnmeasured: () => naiveConsumer({ hasFreshness: false }),
} satisfies Readonly<Record<string, () => Consumer>>;
export type ConsumerName = keyof typeof consumers;
