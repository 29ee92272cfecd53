import { UnsupportedMediaType } from '../errors.ts';
import type { Webhook, WebhookSource } from '../sources/source.ts';

/** Throws UnsupportedMediaType where the content type, its parameters aside, is none that the source sends. */
export function checkMediaType(
  { headers }: Pick<Webhook, 'headers'>,
  { mediaTypes }: Pick<WebhookSource, 'mediaTypes'>,
): void {
  if (mediaTypes === 'any') return;
  const got = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (mediaTypes.includes(got)) return;
  const what = got ? `content type ${got.slice(0, 100)} is` : 'a body without content type is';
  throw new UnsupportedMediaType(`${what} not taken here: send ${mediaTypes.join(' or ')}`);
}
