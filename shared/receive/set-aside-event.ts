import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { tellDeadLetter } from '../dead-letters/tell-dead-letter.ts';
import type { Untranslatable } from '../errors.ts';
import { instant } from '../events/instant.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { DeadLetters } from '../ports/dead-letters.ts';
import type { Received } from './translate-payload.ts';

/** An event that came over AWS, as text: there are no credentials in it to leave out. */
export const originalEvent = z.strictObject({
  transport: z.literal('aws'),
  receivedAt: instant,
  bodyEncoding: z.enum(['utf8', 'base64']),
  body: z.string(),
});
export type OriginalEvent = z.infer<typeof originalEvent>;

/** Where what cannot be translated goes. */
export type SettingAside = {
  readonly deadLetters: DeadLetters;
  readonly log: Log;
  readonly metrics: Metrics;
};

/**
 * Writes an event whole to the dead letters; throws Unavailable where they do not take it. Equal bytes are one event, since
 * each carries an id or a time of its own, so that one that is tried again is one dead letter.
 */
export async function setAsideEvent(
  { provenance }: Pick<Received, 'provenance'>,
  { body, error }: { readonly body: Buffer; readonly error: Untranslatable },
  { deadLetters, log, metrics }: SettingAside,
): Promise<void> {
  const { source, accountId, receivedAt, correlationId } = provenance;
  const bodyEncoding = isUtf8(body) ? 'utf8' : 'base64';
  const original = { transport: 'aws', receivedAt, bodyEncoding, body: body.toString(bodyEncoding) } as const;
  const told = {
    id: `event/${createHash('sha256').update(body).digest('hex')}`,
    reason: 'untranslatable',
    source,
    correlationId,
  } as const;
  await deadLetters.put({
    ...told,
    detail: error.message,
    accountId,
    firstSeenAt: receivedAt,
    lastSeenAt: receivedAt,
    original: JSON.stringify(original satisfies OriginalEvent),
  });
  metrics('WebhooksUntranslatable', 1, { source });
  tellDeadLetter(told, log);
}
