import type { HandshakeAnswer, Webhook } from './source.ts';

/** Visible ASCII only, and so short that the whole answer stays below the 1,024 bytes that RingCentral takes. */
const echoable = /^[\x21-\x7e]{1,256}$/;

/**
 * The echo by which RingCentral validates an address before it sends anything: a POST without body, whose
 * `Validation-Token` has to come back, with a content type although there is nothing of any type. With a body it is a
 * webhook, whose `Validation-Token` may then be its proof.
 * https://developers.ringcentral.com/guide/notifications/webhooks/creating-webhooks
 */
export function echoValidationToken({ method, headers, body }: Webhook): HandshakeAnswer | undefined {
  const token = Object.hasOwn(headers, 'validation-token') ? headers['validation-token'] : undefined;
  if (method !== 'POST' || body.length > 0 || !token || !echoable.test(token)) return undefined;
  return { status: 200, headers: { 'content-type': 'application/json', 'validation-token': token } };
}
