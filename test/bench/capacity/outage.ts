import { backoffSeconds } from '../../../shared/queue-window/backoff.ts';
import type { QueuedEvent } from './simulate.ts';

/** Of a standard queue, delayed messages included: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
export const maxInFlight = 120_000;

export type Outage = {
  /** Messages that may be handed out or delayed at once; the others lie visible in the queue. */
  readonly inFlight: number;
  readonly windowSeconds: number;
  readonly random: () => number;
};

/**
 * What the queue holds when the API comes back, which is at 0, and what arrives from then on, in the order in which it can
 * be had; both are told by their times of arrival, in order, those that waited before 0.
 *
 * Assumed: one event a message; those that came first hold the places in flight, and whatever came once they were taken was
 * never handed out, and can be had at once; the API is noticed to be back with the first request, although the breaker asks
 * only every fifteen seconds; and the places of delayed messages, which come free over a quarter of an hour, are free from the
 * beginning, which flatters the first minutes of a center whose windows hold thousands.
 */
export function queueAfter(
  waited: readonly number[],
  later: readonly number[],
  { inFlight, ...outage }: Outage,
): readonly QueuedEvent[] {
  const delayed = waited.slice(0, inFlight).map((arrivedAt) => ({
    arrivedAt,
    availableAt: returnsAt(arrivedAt, outage),
  }));
  const visible = waited.slice(inFlight).map((arrivedAt) => ({ arrivedAt, availableAt: 0 }));
  const fresh = later.map((arrivedAt) => ({ arrivedAt, availableAt: arrivedAt }));
  return [...delayed, ...visible, ...fresh].sort((one, other) => one.availableAt - other.availableAt);
}

/**
 * When a message can be had again: during the outage a window takes it, sooner or later within the window's length, the
 * API fails, and it comes back after the delay that deliver-events itself reckons with, again and again.
 */
function returnsAt(arrivedAt: number, { windowSeconds, random }: Omit<Outage, 'inFlight'>): number {
  let visibleAt = arrivedAt;
  for (let receives = 1; ; receives += 1) {
    const triedAt = visibleAt + windowSeconds * random();
    if (triedAt >= 0) return Math.max(visibleAt, 0);
    visibleAt = triedAt + backoffSeconds(receives, random());
  }
}
