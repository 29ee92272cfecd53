import { createPublicKey, type KeyObject } from 'node:crypto';
import * as z from 'zod/mini';
import { SignatureRefused } from '../errors.ts';
import { ed25519PrivateKey, ed25519PublicKey, ed25519Sign, ed25519Verifies } from '../signatures/ed25519.ts';
import { publicKeyIn } from '../signatures/public-key.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { usableSecrets } from '../signatures/require-signer.ts';
import type { Proof } from './proof.ts';
import { keyBytes } from './secret-encoding.ts';
import { readSignatures, signatureHeader, writtenSignature } from './signature-header.ts';
import { claimOf, prepare, readyContent, signedContent } from './signed-content.ts';

/** The vendor signs parts of the webhook with its private key; the stored secret is the public one. */
export const ed25519Settings = {
  kind: z.literal('ed25519'),
  /** How the 32 bytes of the public key are written; `whpk` is base64 behind `whpk_`, as in Standard Webhooks. */
  keyEncoding: z._default(z.enum(['whpk', 'base64', 'hex']), 'whpk'),
  ...signatureHeader,
  ...signedContent,
} as const;
const schema = z.object(ed25519Settings);

export function ed25519Proof(settings: z.infer<typeof schema>): Proof {
  const { encoding, keyEncoding } = settings;
  const header = settings.signatureHeader.toLowerCase();
  const content = readyContent(settings);
  return {
    toleranceSeconds: content.toleranceSeconds,
    verify: (webhook, trust) => {
      const { signatures, timestamp } = readSignatures(requireHeader(webhook, header), settings);
      const { partsFor, requireFresh } = claimOf(content, webhook, { trust, inSignature: timestamp });
      const given = signatures.flatMap((text) => exactBytes(text, encoding));
      const signer = usableSecrets(trust.secrets).find((secret) => {
        const key = publicKeyOf(secret, keyEncoding);
        const message = bytesOf(partsFor(secret));
        return key && given.some((signature) => ed25519Verifies(key, message, signature));
      });
      if (signer === undefined)
        throw new SignatureRefused('no signature matches the webhook under any of the stored public keys');
      requireFresh();
      return signer;
    },
    sign: (unsigned, seal) => {
      const { headers, timestamp, parts } = prepare(content, unsigned, seal);
      const signature = Buffer.from(ed25519Sign(privateKeyOf(seal.secret), bytesOf(parts)), 'base64');
      const value = writtenSignature(signature.toString(encoding), timestamp, settings);
      return { headers: { ...headers, [header]: value }, body: unsigned.body };
    },
    secretFrom: (random) => `whsk_${random.toString('base64')}`,
    secretIsOurs: false,
  };
}

/**
 * Undefined where the secret is no such key, so that it keeps no other from proving a webhook. Of `whsk_`, which only senders of
 * samples hold, the public half is what counts; a whole key (PEM, JWK, DER) says itself how it is written.
 */
function publicKeyOf(secret: string, encoding: 'whpk' | 'base64' | 'hex'): KeyObject | undefined {
  if (secret.startsWith('whsk_')) return publicHalfOf(secret);
  const whole = publicKeyIn(secret);
  if (whole) return whole.asymmetricKeyType === 'ed25519' ? whole : undefined;
  const text = encoding === 'whpk' ? secret.replace(/^whpk_/, '') : secret;
  const raw = keyBytes(text, encoding === 'hex' ? 'hex' : 'base64');
  return raw && ed25519PublicKey(raw);
}

function publicHalfOf(secret: string): KeyObject | undefined {
  try {
    return createPublicKey(privateKeyOf(secret));
  } catch {
    return undefined;
  }
}

function privateKeyOf(secret: string): KeyObject {
  return ed25519PrivateKey(Buffer.from(secret.replace(/^whsk_/, ''), 'base64'));
}

/** None where the text is not what the bytes are written as: one signature has one spelling. */
function exactBytes(text: string, encoding: 'hex' | 'base64' | 'base64url'): Buffer[] {
  const bytes = Buffer.from(text, encoding);
  return bytes.toString(encoding) === text ? [bytes] : [];
}

function bytesOf(parts: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}
