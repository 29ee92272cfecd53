import { type IdentifiedEvent, packEnvelopes } from '../events/envelope.ts';
import { contactEventTypes, type Provenance } from '../events/event.ts';
import type { Queue } from '../ports/queue.ts';

type Queues = { readonly events: Pick<Queue, 'send'>; readonly contacts: Pick<Queue, 'send'> };

/** Resolves once both queues have taken all that is theirs; throws Unavailable where one has not. */
export async function enqueueEvents(
  events: readonly IdentifiedEvent[],
  provenance: Provenance,
  queues: Queues,
): Promise<void> {
  const { contacts = [], others = [] } = Object.groupBy(events, ({ type }) =>
    contactEventTypes.has(type) ? 'contacts' : 'others',
  );
  // Both are awaited even if one fails: a function that has answered is frozen, with what it was still sending.
  const sent = await Promise.allSettled([
    others.length > 0 && queues.events.send(packEnvelopes(provenance, others)),
    contacts.length > 0 && queues.contacts.send(packEnvelopes(provenance, contacts)),
  ]);
  const failed = sent.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
