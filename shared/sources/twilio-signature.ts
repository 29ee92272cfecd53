import { createHash } from 'node:crypto';
import { SignatureRefused } from '../errors.ts';
import { equalInConstantTime } from '../signatures/equal-in-constant-time.ts';
import { hmac } from '../signatures/hmac.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { requireSigner } from '../signatures/require-signer.ts';
import { parseForm } from './parse-form.ts';
import type { Seal, SignedWebhook, Trust, UnsignedWebhook, Webhook } from './source.ts';

/**
 * Twilio's signature: over the URL that was called and, of a form, its parameters. Of any other body the URL carries the
 * SHA-256 instead, so that what is signed is the URL alone. https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
const signatureHeader = 'x-twilio-signature';
const bodyHash = 'bodySHA256';

const sha1Base64 = { algorithm: 'sha1', encoding: 'base64' } as const;

/** The auth token that signed the webhook; throws SignatureRefused where none of the secrets did. */
export function verifyTwilio(webhook: Webhook, { secrets, settings }: Trust): string {
  const { queryString, headers, body } = webhook;
  const given = [requireHeader(webhook, signatureHeader)];
  const hash = new URLSearchParams(queryString).get(bodyHash);
  const byParameters = isForm(headers) && hash === null;
  const parameters = byParameters ? joinedParameters(body) : '';
  const urls = withEitherPort((settings.publicUrl ?? webhook.url) + (queryString && `?${queryString}`));
  const signer = requireSigner(given, secrets, (secret) =>
    urls.map((url) => hmac(secret, [url, parameters], sha1Base64)),
  );
  if (!byParameters) requireHash(body, hash);
  return signer;
}

/** As Twilio signs a callback (a form) or what an Event Streams sink sends (anything else). */
export function signTwilio({ headers, body }: UnsignedWebhook, { secret, settings }: Seal): SignedWebhook {
  const { publicUrl = '' } = settings;
  const queryString = isForm(headers) ? '' : `${bodyHash}=${sha256Hex(body)}`;
  const signed = queryString ? [publicUrl, '?', queryString] : [publicUrl, joinedParameters(body)];
  return {
    headers: { ...headers, [signatureHeader]: hmac(secret, signed, sha1Base64) },
    body,
    ...(queryString && { queryString }),
  };
}

export function isForm(headers: Webhook['headers']): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '');
}

function requireHash(body: Buffer, hash: string | null): void {
  if (hash !== null && equalInConstantTime(hash, sha256Hex(body))) return;
  throw new SignatureRefused(`the body is not the one whose SHA-256 the signed URL carries as ${bodyHash}`);
}

function sha256Hex(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}

/** Each name followed by its value, by name; a name that comes several times counts once with each of its values. */
function joinedParameters(body: Buffer): string {
  return [...Map.groupBy(formIn(body), ([name]) => name)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, fields]) => [...new Set(fields.map(([, value]) => name + value))].sort())
    .join('');
}

/** Of a form that nothing proves yet: one that cannot be read is refused, and never kept as one of Twilio's. */
function formIn(body: Buffer): ReturnType<typeof parseForm> {
  try {
    return parseForm(body);
  } catch (cause) {
    throw new SignatureRefused('the form is not in UTF-8, so that no signature can be made over it', {
      cause,
    });
  }
}

const origin = /^(https?):\/\/(\[[^\]]*\]|[^/:?#]*)(:\d+)?/i;

/** The URL as it is, and with its port left out or the standard one put in: which of them Twilio signs differs. */
function withEitherPort(url: string): readonly string[] {
  const [found = '', scheme = '', host = '', port] = origin.exec(url) ?? [];
  if (!found) return [url];
  const standardPort = scheme.toLowerCase() === 'https' ? ':443' : ':80';
  return [url, `${scheme}://${host}${port ? '' : standardPort}${url.slice(found.length)}`];
}
