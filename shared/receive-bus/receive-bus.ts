import { Untranslatable } from '../errors.ts';
import type { Queue } from '../ports/queue.ts';
import { countReceipt } from '../receive/count-receipt.ts';
import { enqueueEvents } from '../receive/enqueue-events.ts';
import { awsSenders, type Known, originOf, type Sender, sendersOf } from '../receive/find-senders.ts';
import { identifyEvents } from '../receive/identify-events.ts';
import { type SettingAside, setAsideEvent } from '../receive/set-aside-event.ts';
import { tellReceipt } from '../receive/tell-receipt.ts';
import { translatePayload } from '../receive/translate-payload.ts';
import { correlationIdOf } from './correlation-id.ts';

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
  const correlationId = correlationIdOf(event) ?? dependencies.correlationId;
  const configured = awsSenders({ ...dependencies, correlationId });
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
    const { provenance } = sender;
    const { events, ignored } = translatePayload(sender, event);
    const identified = identifyEvents(events, provenance);
    await enqueueEvents(identified, provenance, dependencies.queues);
    countReceipt(identified.length, provenance, dependencies.metrics);
    tellReceipt('event-accepted', identified, { provenance, ignored, log: dependencies.log });
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    await setAsideEvent(sender, { body: Buffer.from(JSON.stringify(event)), error }, dependencies);
  }
}
