import { createPrivateKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { crc32 } from 'node:zlib';
import * as z from 'zod/mini';
import { SignatureRefused } from '../errors.ts';
import { splitJws } from '../signatures/json-web-token.ts';
import { looksLikePublicKey, publicKeyIn } from '../signatures/public-key.ts';
import { requireAuthorization } from '../signatures/require-authorization.ts';
import { requireFresh } from '../signatures/require-fresh.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { usableSecrets } from '../signatures/require-signer.ts';
import type { Seal, SignedWebhook, Trust, UnsignedWebhook, Webhook } from './source.ts';

/** Each part of what is signed, and the header it comes in. */
const signedHeaders = {
  cid: 'x-8x8-customer-id',
  eid: 'x-8x8-event-id',
  retry: 'x-8x8-retry',
  tid: 'x-8x8-tenant-id',
  tt: 'x-8x8-transmission-time',
} as const;
type SignedHeaders = Readonly<Record<keyof typeof signedHeaders, string>>;

export const signatureHeader = 'x-8x8-signature';

/** In the one spelling that a number gives again: read leniently, one signature would go with several headers. */
const canonicalNumber = /^(?:0|[1-9]\d{0,14})$/;

/** Pinned: the signature never chooses how it is verified. https://www.rfc-editor.org/rfc/rfc7797 */
const protectedHeader = z.object({
  alg: z.literal('RS256'),
  b64: z.literal(false),
  crit: z.tuple([z.literal('b64')]),
  kid: z.nullish(z.string()),
});

const keyName = z.object({ kid: z.optional(z.string()) });

/** Long enough that nobody guesses it; all that a bridge proves itself by. */
const bridgeTokenLength = 32;

/**
 * The stored secret that proves a webhook: the public key of 8x8's signature, where it has one, else the token of the
 * operator's bridge. Neither stands in for the other: a public key is known to everybody, and proves nothing as a token.
 */
export function requireProof(webhook: Webhook, trust: Trust): string {
  if (Object.hasOwn(webhook.headers, signatureHeader)) return requireJwsSigner(webhook, trust);
  const tokens = trust.secrets.filter(
    (secret) => secret.length >= bridgeTokenLength && !looksLikePublicKey(secret),
  );
  return requireAuthorization(webhook, tokens);
}

/**
 * A detached JSON Web Signature over the body's CRC-32 and the headers. CRC-32 resists accidents only, so that it is the
 * signed time and event id that keep a body from being sent again as another.
 */
function requireJwsSigner(webhook: Webhook, trust: Trust): string {
  const { header, payload, signingInput, signature } = splitJws(requireHeader(webhook, signatureHeader));
  const pinned = protectedHeader.safeParse(header);
  if (!pinned.success || payload !== '')
    throw new SignatureRefused('the signature must be a detached RS256 one with an unencoded payload');
  const signed = readHeaders(webhook);
  const message = Buffer.from(signingInput + signedPayload(webhook.body, signed));
  const bytes = Buffer.from(signature, 'base64url');
  const signer = usableSecrets(trust.secrets).find((secret) => {
    const key = rsaKeyIn(secret, pinned.data.kid);
    return key && verify('sha256', message, key, bytes);
  });
  // The last character has bits to spare, in which one signature could be written in several ways.
  if (signer === undefined || bytes.toString('base64url') !== signature)
    throw new SignatureRefused(
      'the signature verifies with no stored public key: store the one of its kid, and sign each attempt anew',
    );
  requireFresh(String(Math.floor(Number(signed.tt) / 1000)), trust);
  return signer;
}

function readHeaders(webhook: Webhook): SignedHeaders {
  const read = (name: keyof SignedHeaders) => requireHeader(webhook, signedHeaders[name]);
  const signed = {
    cid: read('cid'),
    eid: read('eid'),
    retry: read('retry'),
    tid: read('tid'),
    tt: read('tt'),
  };
  if (canonicalNumber.test(signed.retry) && canonicalNumber.test(signed.tt)) return signed;
  throw new SignatureRefused(`${signedHeaders.retry} and ${signedHeaders.tt} must be digits only`);
}

/** The keys in the order that the vendor prescribes, without any space. */
function signedPayload(body: Buffer, { cid, eid, retry, tid, tt }: SignedHeaders): string {
  return JSON.stringify({ checksum: crc32(body), cid, eid, retry: Number(retry), tid, tt: Number(tt) });
}

/** A key that has a name is only tried for signatures of that name. */
function rsaKeyIn(secret: string, kid: string | null | undefined): KeyObject | undefined {
  const key = publicKeyIn(secret);
  if (key?.asymmetricKeyType !== 'rsa') return undefined;
  const named = kidOf(secret);
  return kid && named && named !== kid ? undefined : key;
}

function kidOf(secret: string): string | undefined {
  return secret.trim().startsWith('{') ? keyName.safeParse(JSON.parse(secret)).data?.kid : undefined;
}

/** Signs as 8x8 does with a private key, and as a bridge does with a token. */
export function prove({ headers, body }: UnsignedWebhook, { secret, nowMs }: Seal): SignedWebhook {
  if (!publicKeyIn(secret)) return { headers: { ...headers, authorization: `Bearer ${secret}` }, body };
  const eid = `event-${crc32(body)}`;
  const signed = { cid: 'acme01', eid, retry: '0', tid: 'acme01', tt: String(nowMs) };
  const header = { b64: false, crit: ['b64'], kid: kidOf(secret), alg: 'RS256' };
  const signingInput = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.`;
  const message = Buffer.from(signingInput + signedPayload(body, signed));
  const signature = sign('sha256', message, privateKeyIn(secret)).toString('base64url');
  return {
    headers: {
      ...headers,
      [signedHeaders.cid]: signed.cid,
      [signedHeaders.eid]: signed.eid,
      [signedHeaders.retry]: signed.retry,
      [signedHeaders.tid]: signed.tid,
      [signedHeaders.tt]: signed.tt,
      [signatureHeader]: `${signingInput}.${signature}`,
    },
    body,
  };
}

function privateKeyIn(secret: string): KeyObject {
  return secret.trim().startsWith('{')
    ? createPrivateKey({ key: JSON.parse(secret), format: 'jwk' })
    : createPrivateKey(secret);
}

/** A private key as a JSON Web Key, of which 8x8 keeps the private half itself; the random bytes only name it. */
export function privateJwk(random: Buffer): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = random.toString('base64url');
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256' });
}
