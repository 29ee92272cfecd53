import { tellDeadLetter } from '../dead-letters/tell-dead-letter.ts';
import { AdapterError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { DeadLetters } from '../ports/dead-letters.ts';
import { exhaustedLetter } from './exhausted-letter.ts';
import type { MovedMessage } from './moved-message.ts';

export type RecordDependencies = {
  readonly deadLetters: DeadLetters;
  readonly now: () => number;
  readonly log: Log;
};

/**
 * Writes what lies in the dead-letter queues to the dead letters, where operators look after it, and returns the ids of
 * the messages that could not be written: they come back. Written again, one stays one.
 */
export async function recordDeadLetters(
  messages: readonly MovedMessage[],
  dependencies: RecordDependencies,
): Promise<readonly string[]> {
  const recorded = await Promise.all(messages.map((message) => isRecorded(message, dependencies)));
  return messages.filter((_, index) => !recorded[index]).map(({ messageId }) => messageId);
}

async function isRecorded(
  message: MovedMessage,
  { deadLetters, now, log }: RecordDependencies,
): Promise<boolean> {
  const letter = exhaustedLetter(message, now());
  const { reason, source, id } = letter;
  try {
    await deadLetters.put(letter);
    tellDeadLetter(letter, log);
    return true;
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    log('error', 'dead-letter-not-written', { reason, source, id, error: error.message });
    return false;
  }
}
