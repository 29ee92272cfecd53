import * as z from 'zod/mini';
import { UnknownSource, Untranslatable } from '../errors.ts';
import { enqueueEvents } from '../receive/enqueue-events.ts';
import { awsSenders, type Sender } from '../receive/find-senders.ts';
import { identifyEvents } from '../receive/identify-events.ts';
import { originalEvent, setAsideEvent } from '../receive/set-aside-event.ts';
import { tellReceipt } from '../receive/tell-receipt.ts';
import { translatePayload } from '../receive/translate-payload.ts';
import type { RedriveAnswer } from '../receive-webhook/redrive-request.ts';
import { parseJson } from '../sources/parse-json.ts';
import type { ReceiveBusDependencies } from './receive-bus.ts';

/**
 * An operator's order to take an event up again that was set aside, whether it came off a bus or a stream. It comes by
 * invoking the function itself; EventBridge wraps every event in an envelope of its own, and no other key is allowed here.
 */
export const redriveEventRequest = z.strictObject({
  /** Left out where the event never came so far that its source was known. */
  sourceName: z.optional(z.string()),
  redrive: originalEvent,
  /** That of the event when it came in. */
  correlationId: z.optional(z.string()),
});
export type RedriveEventRequest = z.infer<typeof redriveEventRequest>;

/** Takes the event up again as of the time it came in. Throws UnknownSource, or Unavailable where a queue or the table fails. */
export async function redriveEvent(
  { sourceName, redrive, correlationId }: RedriveEventRequest,
  dependencies: ReceiveBusDependencies,
): Promise<RedriveAnswer> {
  const now = () => Date.parse(redrive.receivedAt);
  const body = Buffer.from(redrive.body, redrive.bodyEncoding);
  const sender = awsSenders({ ...dependencies, now, correlationId }).find(
    ({ provenance, source, settings }) =>
      sourceName === undefined ? source.isFrom(parseJson(body), settings) : provenance.source === sourceName,
  );
  if (!sender)
    throw new UnknownSource(
      `no source ${sourceName ?? 'that the event is from'} is configured to come over AWS`,
    );
  try {
    return await takeOriginal(sender, body, dependencies);
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    await setAsideEvent(sender, { body, error }, dependencies);
    return { outcome: 'dead-lettered', detail: error.message };
  }
}

async function takeOriginal(
  sender: Sender,
  body: Buffer,
  { queues, log }: Pick<ReceiveBusDependencies, 'queues' | 'log'>,
): Promise<RedriveAnswer> {
  const { events, ignored } = translatePayload(sender, parseJson(body));
  const { provenance } = sender;
  const identified = identifyEvents(events, provenance);
  await enqueueEvents(identified, provenance, queues);
  tellReceipt('event-redriven', identified, { provenance, ignored, log });
  return { outcome: 'taken', accepted: events.length, ignored };
}
