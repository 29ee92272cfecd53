import type { Log } from '../log.ts';
import type { DeadLetter } from '../ports/dead-letters.ts';

/**
 * Tells of a dead letter by its id. Why it is one stands in the letter alone: its words may repeat what was received or sent,
 * and so a customer's number or a name, which no log may hold.
 */
export function tellDeadLetter(
  { id, reason, source, correlationId }: Pick<DeadLetter, 'id' | 'reason' | 'source' | 'correlationId'>,
  log: Log,
): void {
  log('warn', 'dead-lettered', { reason, source, id, ...(correlationId !== undefined && { correlationId }) });
}
