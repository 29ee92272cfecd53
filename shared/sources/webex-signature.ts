import * as z from 'zod/mini';
import { SignatureRefused } from '../errors.ts';
import { hmac } from '../signatures/hmac.ts';
import { requireFresh } from '../signatures/require-fresh.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { requireSigner } from '../signatures/require-signer.ts';
import { parseJson } from './parse-json.ts';
import type { Seal, SignedWebhook, Trust, UnsignedWebhook, Webhook } from './source.ts';
import { numeral } from './vendor-field.ts';

/**
 * Webex Contact Center's signature, over the body alone. A subscription of version 2 writes the time of sending into the
 * body, where the signature covers it, and once more into a header.
 * https://developer.webex.com/webex-contact-center/docs/api/guides/webhooks-cc
 */
const signatureHeader = 'x-webexcc-signature';
const timestampHeader = 'x-webexcc-timestamp';

const sha256Hex = { algorithm: 'sha256', encoding: 'hex' } as const;

const stamped = z.object({ comciscotimestamp: z.optional(z.unknown()) });
/** Cisco's samples write it as a string here and as a number there. */
const unixMs = z.pipe(numeral, z.int());

/** The secret that signed the webhook; throws SignatureRefused where none did, or where its time is not of now. */
export function verifyWebex(webhook: Webhook, trust: Trust): string {
  const given = [requireHeader(webhook, signatureHeader)];
  const signer = requireSigner(given, trust.secrets, (secret) => hmac(secret, [webhook.body], sha256Hex));
  requireSignedTime(webhook, trust);
  return signer;
}

/** As a subscription of the version that the body is of signs it; one that has a time gets the present one. */
export function signWebex({ headers, body }: UnsignedWebhook, { secret, nowMs }: Seal): SignedWebhook {
  const text = body.toString();
  // Replaced in the text, since the same JSON written in another way would be another body.
  const isSecond = writtenTime.test(text);
  const sent = isSecond ? Buffer.from(text.replace(writtenTime, `$1${nowMs}`)) : body;
  return {
    headers: {
      ...headers,
      ...(isSecond && { [timestampHeader]: String(nowMs) }),
      [signatureHeader]: hmac(secret, [sent], sha256Hex),
    },
    body: sent,
  };
}

const writtenTime = /("comciscotimestamp"\s*:\s*)(?:"\d+"|\d+)/;

/**
 * Holds the time in the body against the clock, and the header's, which nothing signs, against the body's. To take the
 * header away therefore gains nothing. A body without a time is one of version 1, whose replay cannot be told.
 */
function requireSignedTime({ headers, body }: Webhook, trust: Trust): void {
  const header = headers[timestampHeader];
  const signedMs = signedTimeIn(body);
  if (header !== undefined && !(/^\d{1,16}$/.test(header) && Number(header) === signedMs))
    throw new SignatureRefused(
      `the header ${timestampHeader} is not the comciscotimestamp that the body signs`,
    );
  if (signedMs !== undefined) requireFresh(String(Math.floor(signedMs / 1000)), trust);
}

function signedTimeIn(body: Buffer): number | undefined {
  const { data } = stamped.safeParse(jsonIn(body));
  const written = data?.comciscotimestamp ?? undefined;
  if (written === undefined) return undefined;
  const read = unixMs.safeParse(written);
  if (read.success) return read.data;
  throw new SignatureRefused('the signed comciscotimestamp is not a Unix time in whole milliseconds');
}

function jsonIn(body: Buffer): unknown {
  try {
    return parseJson(body);
  } catch {
    // The signature is right already; that a genuine body is no JSON is for `parse` to say.
    return undefined;
  }
}
