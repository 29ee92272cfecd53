import { deadLetterMessages } from '../queue-window/dead-letter.ts';
import { openMessages } from '../queue-window/open-messages.ts';
import type { QueueMessage } from '../queue-window/queue-message.ts';
import { createSettlement } from '../queue-window/settle.ts';
import type { DeliveryDependencies } from './deliver-messages.ts';
import { storeSeen } from './note-agents.ts';
import { handleKnown, handleMarked, sortOutSuspects } from './suspects.ts';

/**
 * Drains one window of the events queue to the Cloud Connect API and returns the ids of the messages that come back:
 * those of which an event was neither delivered nor dead-lettered. It throws nothing for a failed delivery.
 */
export async function deliverEvents(
  messages: readonly QueueMessage[],
  dependencies: DeliveryDependencies,
): Promise<readonly string[]> {
  const settlement = createSettlement();
  const { open, rejected } = openMessages(messages, dependencies.now());
  const { fresh, retried, suspects, exhausted } = await sortOutSuspects(open, dependencies);
  await deadLetterMessages([...rejected, ...exhausted], settlement, dependencies);
  await handleMarked(fresh, settlement, dependencies);
  await handleKnown({ retried, suspects }, settlement, dependencies);
  const returned = settlement.returned();
  await dependencies.queue.delay(
    returned.map(({ message, delaySeconds }) => ({
      receiptHandle: message.receiptHandle,
      seconds: delaySeconds,
    })),
  );
  await storeSeen(dependencies);
  dependencies.log('info', 'window-settled', { messages: messages.length, returned: returned.length });
  return returned.map(({ message }) => message.messageId);
}
