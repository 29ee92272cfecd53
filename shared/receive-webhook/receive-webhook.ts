import type { Configuration } from '../configuration/configuration.ts';
import type { Log } from '../log.ts';
import type { CountedLine } from '../logs/counted-lines.ts';
import { commonDimensions, type Metrics } from '../metrics.ts';
import type { DeadLetters } from '../ports/dead-letters.ts';
import type { Queue } from '../ports/queue.ts';
import type { SourceSecrets } from '../ports/source-secrets.ts';
import { enqueueEvents } from '../receive/enqueue-events.ts';
import { identifyEvents } from '../receive/identify-events.ts';
import { tellReceipt } from '../receive/tell-receipt.ts';
import { translatePayload } from '../receive/translate-payload.ts';
import type { Source } from '../sources/source.ts';
import { type Answer, acknowledge } from './answer.ts';
import { answerHandshake, greetVendor } from './answer-handshake.ts';
import { checkAddress } from './check-address.ts';
import { checkMediaType } from './check-media-type.ts';
import { checkMethod } from './check-method.ts';
import { checkSize } from './check-size.ts';
import { type Arrival, findSource, type WebhookRequest } from './find-source.ts';
import { passFront } from './pass-front.ts';
import { settleError } from './settle-error.ts';
import { verifyWebhook } from './verify-webhook.ts';

/** What receiving reaches the world through. */
export type ReceiveDependencies = {
  readonly configuration: Configuration;
  readonly sources: Readonly<Record<string, Source>>;
  readonly secrets: SourceSecrets;
  /** The secret that CloudFront proves itself by, where a firewall stands before the gateway. */
  readonly front: SourceSecrets;
  readonly queues: { readonly events: Pick<Queue, 'send'>; readonly contacts: Pick<Queue, 'send'> };
  readonly deadLetters: DeadLetters;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
};

/**
 * Takes one webhook and answers it: with success only once SQS has every event of it. Throws the AdapterError that
 * says why it was not taken. A genuine vendor webhook that cannot be translated is set aside whole, and answered as taken.
 */
export async function receiveWebhook(
  request: WebhookRequest,
  dependencies: ReceiveDependencies,
): Promise<Answer> {
  const arrival = findSource(await passFront(request, dependencies), dependencies);
  checkAddress(arrival);
  checkSize(arrival.webhook);
  const greeting = greetVendor(arrival);
  if (greeting) return greeting;
  checkMethod(arrival.webhook, arrival.source);
  checkMediaType(arrival.webhook, arrival.source);
  try {
    return await takeWebhook(arrival, dependencies);
  } catch (error) {
    return await settleError(arrival, error, dependencies);
  }
}

async function takeWebhook(arrival: Arrival, dependencies: ReceiveDependencies): Promise<Answer> {
  const genuine = await verifyWebhook(arrival, dependencies.secrets);
  const handshake = answerHandshake(arrival, genuine);
  if (handshake) return handshake;
  const { events, ignored } = translatePayload(arrival, genuine.payload);
  const { provenance } = arrival;
  const identified = identifyEvents(events, provenance);
  await enqueueEvents(identified, provenance, dependencies.queues);
  const { configuration, log } = dependencies;
  // CloudWatch counts these lines as metrics, by the dimensions that stand in them.
  const line: CountedLine = identified.length > 0 ? 'webhook-accepted' : 'webhook-ignored';
  tellReceipt(line, identified, { provenance, ignored, log, ...commonDimensions(configuration.environment) });
  return acknowledge(arrival.source, { accepted: identified.length, ignored });
}
