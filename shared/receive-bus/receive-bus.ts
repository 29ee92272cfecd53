import { Untranslatable } from '../errors.ts';
import type { Queue } from '../ports/queue.ts';
import { countReceipt } from '../receive/count-receipt.ts';
import { enqueueEvents } from '../receive/enqueue-events.ts';
import { awsSenders, type Known, originOf, type Sender, sendersOf } from '../receive/find-senders.ts';
import { identifyEvents } from '../receive/identify-events.ts';
import { type SettingAside, setAsideEvent } from '../receive/set-aside-event.ts';
import { translatePayload } from '../receive/translate-payload.ts';

/** What receiving from a bus reaches the world through. */
export type ReceiveBusDependencies = Known &
  SettingAside & {
    readonly queues: { readonly events: Pick<Queue, 'send'>; readonly contacts: Pick<Queue, 'send'> };
  };

/**
 * Takes one event off an EventBridge bus: done once SQS has all that it tells. An event of an account or organization that is
 * not configured is dropped, one that cannot be translated is set aside whole. Throws what else went wrong, so that Lambda
 * tries again and then leaves the event on its failure queue.
 */
export async function receiveBus(event: unknown, dependencies: ReceiveBusDependencies): Promise<void> {
  const configured = awsSenders(dependencies);
  const senders = sendersOf(event, configured);
  if (senders.length === 0)
    dependencies.log('warn', 'event-dropped', { origin: originOf(event, configured) });
  for (const sender of senders) await takeEvent(event, sender, dependencies);
}

async function takeEvent(
  event: unknown,
  sender: Sender,
  dependencies: ReceiveBusDependencies,
): Promise<void> {
  try {
    const { events } = translatePayload(sender, event);
    const identified = identifyEvents(events, sender.provenance);
    await enqueueEvents(identified, sender.provenance, dependencies.queues);
    countReceipt(identified.length, sender.provenance, dependencies.metrics);
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    await setAsideEvent(sender, { body: Buffer.from(JSON.stringify(event)), error }, dependencies);
  }
}
