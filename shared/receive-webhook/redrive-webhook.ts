import { Untranslatable } from '../errors.ts';
import { enqueueEvents } from '../receive/enqueue-events.ts';
import { identifyEvents } from '../receive/identify-events.ts';
import { orUntranslatable } from '../receive/or-untranslatable.ts';
import { tellReceipt } from '../receive/tell-receipt.ts';
import { translatePayload } from '../receive/translate-payload.ts';
import type { Webhook } from '../sources/source.ts';
import { type Arrival, findSource } from './find-source.ts';
import type { OriginalWebhook } from './original.ts';
import type { ReceiveDependencies } from './receive-webhook.ts';
import type { RedriveAnswer, RedriveRequest } from './redrive-request.ts';
import { setAsideAgain } from './set-aside.ts';

/**
 * Takes a webhook up again that was genuine when it came in, as of that time: its proof is not kept, so it is not asked
 * for again. Throws UnknownSource, a first-party sender's InvalidEvents, or Unavailable where a queue or the table fails.
 */
export async function redriveWebhook(
  { sourceName, redrive, correlationId }: RedriveRequest,
  dependencies: ReceiveDependencies,
): Promise<RedriveAnswer> {
  const now = () => Date.parse(redrive.receivedAt);
  const request = { sourceName, webhook: webhookOf(redrive), correlationId };
  const arrival = findSource(request, { ...dependencies, now });
  try {
    return await takeOriginal(arrival, dependencies);
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    const original = JSON.stringify(redrive);
    const detail = await setAsideAgain(arrival, { original, error }, dependencies);
    return { outcome: 'dead-lettered', detail };
  }
}

async function takeOriginal(
  arrival: Arrival,
  { queues, log }: Pick<ReceiveDependencies, 'queues' | 'log'>,
): Promise<RedriveAnswer> {
  const { source, webhook, provenance } = arrival;
  const payload = orUntranslatable(source, () => source.parse(webhook));
  const { events, ignored } = translatePayload(arrival, payload);
  const identified = identifyEvents(events, provenance);
  await enqueueEvents(identified, provenance, queues);
  tellReceipt('webhook-redriven', identified, { provenance, ignored, log });
  return { outcome: 'taken', accepted: events.length, ignored };
}

/** Its URL is not kept: it only counts where a signature covers it. */
function webhookOf({ method, path, queryString, headers, bodyEncoding, body }: OriginalWebhook): Webhook {
  return { method, path, url: '', queryString, headers, body: Buffer.from(body, bodyEncoding) };
}
