import type { Log } from '../log.ts';
import { isToldAgain, rowsOf } from '../logs/rows-of.ts';
import type { QueueMessage } from '../queue-window/queue-message.ts';
import type { ToldContact } from './gather-contacts.ts';

/** Tells whose contact events were recorded, and whose come back, by the correlation ids of what they came with. */
export function tellContacts(
  contacts: readonly ToldContact[],
  returned: readonly { readonly message: QueueMessage }[],
  log: Log,
): void {
  const back = new Set(returned.map(({ message }) => message));
  const told = contacts.flatMap(({ events }) => events);
  const recorded = told.filter(({ message }) => !back.has(message));
  const waiting = told.filter(({ message }) => back.has(message) && isToldAgain(message.receiveCount));
  for (const [outcome, events] of [['recorded', recorded] as const, ['returned', waiting] as const])
    for (const ids of rowsOf(events.map(({ event }) => event)))
      log('info', 'contacts-settled', { outcome, rowsOf: ids });
}
