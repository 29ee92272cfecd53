import type { QueueMessage } from './queue-message.ts';

/** What became of one event. */
export type Outcome =
  /** In Cloud Connect, now or before. */
  | { readonly kind: 'delivered'; readonly isStoredBefore?: boolean }
  | { readonly kind: 'dead-lettered' }
  /** To be tried again after a delay; 0 where it was not attempted at all. */
  | { readonly kind: 'returned'; readonly delaySeconds: number };

export const delivered: Outcome = { kind: 'delivered' };
/** In Cloud Connect before it was sent this time. */
export const storedBefore: Outcome = { kind: 'delivered', isStoredBefore: true };
export const deadLettered: Outcome = { kind: 'dead-lettered' };

/** What became of a window's messages, filled while it is handled. */
export type Settlement = {
  readonly record: (message: QueueMessage, outcome: Outcome) => void;
  /** The messages that come back, each with the longest of its events' delays. */
  readonly returned: () => { message: QueueMessage; delaySeconds: number }[];
};

/** A message is done when each of its events is delivered or dead-lettered; one that is to be tried again returns it. */
export function createSettlement(): Settlement {
  const delays = new Map<QueueMessage, number>();
  return {
    record: (message, outcome) => {
      if (outcome.kind !== 'returned') return;
      delays.set(message, Math.max(delays.get(message) ?? 0, outcome.delaySeconds));
    },
    returned: () => [...delays].map(([message, delaySeconds]) => ({ message, delaySeconds })),
  };
}
