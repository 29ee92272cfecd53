import { eventLetter } from '../dead-letters/event-letter.ts';
import { tellDeadLetter } from '../dead-letters/tell-dead-letter.ts';
import { wholeMessage } from '../dead-letters/whole-message.ts';
import type { CanonicalEvent } from '../events/event.ts';
import type { Log } from '../log.ts';
import type { DeadLetter, DeadLetterReason, DeadLetters } from '../ports/dead-letters.ts';
import { comesBack } from './backoff.ts';
import type { RejectedMessage } from './open-messages.ts';
import type { QueueMessage } from './queue-message.ts';
import { deadLettered, type Outcome, type Settlement } from './settle.ts';

type Why = { readonly reason: DeadLetterReason; readonly detail: string } & Pick<
  DeadLetter,
  'status' | 'row'
>;
type Writer = {
  readonly deadLetters: DeadLetters;
  readonly now: () => number;
  readonly random: () => number;
  readonly log: Log;
};

/** Writes one event to the dead letters, in an envelope of its own, so that it can be enqueued again as it is. */
export async function deadLetterEvent(
  { message, event }: { readonly message: QueueMessage; readonly event: CanonicalEvent },
  why: Why,
  writer: Writer,
): Promise<Outcome> {
  return await write({ ...eventLetter(event), ...why }, message, writer);
}

/** Writes whole messages to the dead letters; one that could not be written comes back. */
export async function deadLetterMessages(
  rejected: readonly RejectedMessage[],
  settlement: Settlement,
  writer: Writer,
): Promise<void> {
  for (const { message, reason, detail } of rejected) {
    const letter = { ...wholeMessage(message), reason, detail };
    settlement.record(message, await write(letter, message, writer));
  }
}

async function write(
  letter: Omit<DeadLetter, 'lastSeenAt' | 'attempts'>,
  message: QueueMessage,
  { deadLetters, now, random, log }: Writer,
): Promise<Outcome> {
  const { reason, source, id, correlationId } = letter;
  try {
    const lastSeenAt = new Date(now()).toISOString();
    await deadLetters.put({ ...letter, lastSeenAt, attempts: message.receiveCount });
    tellDeadLetter(letter, log);
    return deadLettered;
  } catch (error) {
    log('error', 'dead-letter-not-written', { reason, source, id, correlationId, error: String(error) });
    return comesBack(message, random());
  }
}
