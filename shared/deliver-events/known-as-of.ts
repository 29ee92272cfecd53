import type { EventOf } from '../events/event.ts';

/**
 * When what a volume row says was so, by which the newer of two is known. Nothing is known before it is told: a sender's clock
 * that runs fast counts for no more than the time of receipt, or its row would shut out all that follow until then.
 */
export function knownAsOf({ asOf, receivedAt }: EventOf<'call-volume'>): string {
  return asOf !== undefined && asOf < receivedAt ? asOf : receivedAt;
}
