import { randomUUID } from 'node:crypto';
import { packEnvelopes } from '../../../shared/events/envelope.ts';
import { translatedEvent } from '../../../shared/events/event.ts';
import type { QueueMessage } from '../../../shared/queue-window/queue-message.ts';
import { standardEvents } from '../hot-path/webhooks.ts';

/** How a window's events came in: a hundred in each webhook, or each in one of its own. */
export const packings = { packed: 100, single: 1 } as const;
export type Packing = keyof typeof packings;

export type WindowShape = { readonly events: number; readonly packing: Packing; readonly nowMs: number };

/**
 * A window of the events queue as Lambda hands it over: agents' state changes of some 190 bytes, none repeated, and the messages
 * in no order, as SQS gives them.
 */
export function windowOf({ events, packing, nowMs }: WindowShape): readonly QueueMessage[] {
  const receivedAt = new Date(nowMs).toISOString();
  const identified = standardEvents(events, nowMs).map((event) => {
    const { id = '', ...rest } = translatedEvent.parse(event);
    return { ...rest, id };
  });
  const size = packings[packing];
  const webhooks = Array.from({ length: Math.ceil(events / size) }, (_, index) =>
    identified.slice(index * size, (index + 1) * size),
  );
  return disordered(webhooks)
    .flatMap((each) => {
      const provenance = { source: 'standard', accountId: '1', receivedAt, correlationId: randomUUID() };
      return packEnvelopes(provenance, each);
    })
    .map((body, index) => ({
      messageId: `message-${Math.floor(nowMs / 60_000)}-${index}`,
      receiptHandle: `receipt-${index}`,
      body,
      receiveCount: 1,
      sentAtMs: nowMs,
    }));
}

/** The same disorder in every run: by steps of a number that divides no count of messages here. */
function disordered<Item>(items: readonly Item[]): readonly Item[] {
  const places = items.map((_, index) => (index * 7919) % items.length);
  return places.flatMap((place) => items.slice(place, place + 1));
}
