import { createHash } from 'node:crypto';
import { SignatureRefused } from '../errors.ts';
import type { Trust, Webhook } from '../sources/source.ts';
import { ed25519PrivateKey, ed25519PublicKey, ed25519Sign, ed25519Verifies } from './ed25519.ts';
import { equalInConstantTime } from './equal-in-constant-time.ts';
import { hmac } from './hmac.ts';
import { requireFresh } from './require-fresh.ts';
import { requireHeader } from './require-header.ts';
import { usableSecrets } from './require-signer.ts';

type Signed = { readonly id: string; readonly timestamp: string; readonly body: Buffer };
const sha256Base64 = { algorithm: 'sha256', encoding: 'base64' } as const;

/**
 * The stored secret or public key that one of the webhook's signatures was made with: `v1` by an HMAC secret
 * (`whsec_`, or bare base64), `v1a` by an ed25519 key (`whpk_`). Other versions are skipped, as the specification has it. Throws
 * SignatureRefused where none matches, or where the signed time lies beyond the tolerance.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function requireStandardSigner(webhook: Webhook, trust: Trust): string {
  const id = requireHeader(webhook, 'webhook-id');
  const timestamp = requireHeader(webhook, 'webhook-timestamp');
  const given = requireHeader(webhook, 'webhook-signature').split(' ');
  const usable = usableSecrets(trust.secrets);
  const signer = usable.find((secret) => proves(secret, given, { id, timestamp, body: webhook.body }));
  if (signer === undefined)
    throw new SignatureRefused(
      `no signature of version v1 or v1a matches under any of the ${usable.length} stored secrets: sign id, time and the body as it is sent`,
    );
  requireFresh(timestamp, trust);
  return signer;
}

/** The headers that prove a body, by an HMAC secret or (`whsk_`) an ed25519 private key. */
export function standardHeaders(body: Buffer, secret: string, nowMs: number): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1000));
  const id = `msg_${createHash('sha256').update(timestamp).update(body).digest('base64url').slice(0, 27)}`;
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signature(secret, { id, timestamp, body }),
  };
}

function proves(secret: string, given: readonly string[], signed: Signed): boolean {
  if (!secret.startsWith('whpk_')) return provesByHmac(hmacKey(secret), given, signed);
  const key = ed25519PublicKey(decoded(secret));
  const signatures = given.flatMap((entry) => (entry.startsWith('v1a,') ? exactBase64(entry.slice(4)) : []));
  return key !== undefined && signatures.some((each) => ed25519Verifies(key, contentOf(signed), each));
}

function provesByHmac(key: Buffer, given: readonly string[], signed: Signed): boolean {
  if (key.length === 0) return false;
  const expected = `v1,${hmac(key, [headOf(signed), signed.body], sha256Base64)}`;
  return given.some((entry) => equalInConstantTime(entry, expected));
}

function signature(secret: string, signed: Signed): string {
  return secret.startsWith('whsk_')
    ? `v1a,${ed25519Sign(ed25519PrivateKey(decoded(secret)), contentOf(signed))}`
    : `v1,${hmac(hmacKey(secret), [headOf(signed), signed.body], sha256Base64)}`;
}

function headOf({ id, timestamp }: Signed): string {
  return `${id}.${timestamp}.`;
}

function contentOf(signed: Signed): Buffer {
  return Buffer.concat([Buffer.from(headOf(signed)), signed.body]);
}

const base64 = /^(?!wh[ps]k_)(?:[A-Za-z\d+/]+={0,2}|[\w-]+)$/;

/**
 * Empty for a key of `v1a`: a public one is no secret, and anyone could sign with it. Empty for what is no base64 from end to
 * end, too: read leniently, `secret=whsec_...` would be a key of the few bytes before the equals sign.
 */
function hmacKey(secret: string): Buffer {
  const text = secret.trim().replace(/^whsec_/, '');
  return base64.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
}

/** None where the text is not what the bytes are written as: one signature has one spelling. */
function exactBase64(text: string): Buffer[] {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? [bytes] : [];
}

function decoded(key: string): Buffer {
  return Buffer.from(key.slice('whpk_'.length), 'base64');
}
