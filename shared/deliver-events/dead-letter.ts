import { createHash } from 'node:crypto';
import { wholeMessage } from '../dead-letters/whole-message.ts';
import { packEnvelopes } from '../events/envelope.ts';
import type { CanonicalEvent } from '../events/event.ts';
import type { DeadLetter, DeadLetterReason } from '../ports/dead-letters.ts';
import { backoffSeconds } from './backoff.ts';
import type { DeliveryDependencies } from './deliver-messages.ts';
import { deadLettered, type Outcome } from './deliverable.ts';
import type { RejectedMessage } from './open-messages.ts';
import type { QueueMessage } from './queue-message.ts';
import type { Settlement } from './settle.ts';

type Why = { readonly reason: DeadLetterReason; readonly detail: string } & Pick<
  DeadLetter,
  'status' | 'row'
>;
type Writer = Pick<DeliveryDependencies, 'deadLetters' | 'now' | 'random' | 'log'>;

/** Writes one event to the dead letters, in an envelope of its own, so that it can be enqueued again as it is. */
export async function deadLetterEvent(
  { message, event }: { readonly message: QueueMessage; readonly event: CanonicalEvent },
  why: Why,
  writer: Writer,
): Promise<Outcome> {
  const { source, accountId, receivedAt, ...rest } = event;
  const [original = ''] = packEnvelopes({ source, accountId, receivedAt }, [rest]);
  // A sender's own ids may repeat, and the content tells such events apart. When it was received is no part of it: what a
  // vendor sends again, or what is redriven and fails again, is the same dead letter.
  const content = createHash('sha256')
    .update(JSON.stringify([accountId, rest]))
    .digest('base64url')
    .slice(0, 16);
  const id = `${event.type}/${event.id}/${content}`;
  const letter = { ...why, id, source, accountId, firstSeenAt: receivedAt, original };
  return await write(letter, message, writer);
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
  const { reason, detail, source, id } = letter;
  try {
    const lastSeenAt = new Date(now()).toISOString();
    await deadLetters.put({ ...letter, lastSeenAt, attempts: message.receiveCount });
    log('warn', 'dead-lettered', { reason, detail, source, id });
    return deadLettered;
  } catch (error) {
    log('error', 'dead-letter-not-written', { reason, source, id, error: String(error) });
    return { kind: 'returned', delaySeconds: backoffSeconds(message.receiveCount, random()) };
  }
}
