import { openMessages } from '../../../shared/queue-window/open-messages.ts';
import type { QueueMessage } from '../../../shared/queue-window/queue-message.ts';
import { naiveConsumer, readNaively } from './naive-consumer.ts';
import { wholeInvocation } from './whole-invocation.ts';

/** How many events one has read, or rows it has delivered. */
export type Consumer = (window: readonly QueueMessage[], nowMs: number) => number | Promise<number>;

/** JSON.parse of every body and nothing else. */
const parseBodies: Consumer = (window) =>
  window.reduce((sum, { body }) => sum + JSON.parse(body).events.length, 0);

/** What our consumer does to have the events. */
const openWindow: Consumer = (window, nowMs) =>
  openMessages(window, nowMs).open.reduce((sum, { events }) => sum + events.length, 0);

/** Each has what a warm environment would. The first three read a window; the last three deliver it. */
export const consumers = {
  parse: () => parseBodies,
  open: () => openWindow,
  naiveReading: () => readNaively,
  whole: () => wholeInvocation(),
  wholeTold: () => wholeInvocation({ isTold: true }),
  naiveWhole: naiveConsumer,
} satisfies Readonly<Record<string, () => Consumer>>;
export type ConsumerName = keyof typeof consumers;
