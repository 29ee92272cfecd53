import * as z from 'zod/mini';
import { hmac } from '../signatures/hmac.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { requireSigner } from '../signatures/require-signer.ts';
import type { Proof } from './proof.ts';
import { keyBytes, secretEncoding, secretOf } from './secret-encoding.ts';
import { readSignatures, signatureHeader, writtenSignature } from './signature-header.ts';
import { claimOf, prepare, readyContent, signedContent } from './signed-content.ts';

/** A shared secret signs parts of the webhook. */
export const hmacSettings = {
  kind: z.literal('hmac'),
  algorithm: z.enum(['sha256', 'sha1', 'sha512']),
  secretEncoding: z._default(secretEncoding, 'utf8'),
  ...signatureHeader,
  ...signedContent,
} as const;
const schema = z.object(hmacSettings);

export function hmacProof(settings: z.infer<typeof schema>): Proof {
  const header = settings.signatureHeader.toLowerCase();
  const content = readyContent(settings);
  const keyOf = (secret: string) => keyBytes(secret, settings.secretEncoding);
  const signature = (secret: string, parts: readonly (string | Buffer)[]) =>
    hmac(keyOf(secret) ?? Buffer.alloc(0), parts, settings);
  return {
    toleranceSeconds: content.toleranceSeconds,
    verify: (webhook, trust) => {
      const { signatures, timestamp } = readSignatures(requireHeader(webhook, header), settings);
      const { partsFor, requireFresh } = claimOf(content, webhook, { trust, inSignature: timestamp });
      const usable = trust.secrets.filter((secret) => keyOf(secret) !== undefined);
      const signer = requireSigner(signatures, usable, (secret) => signature(secret, partsFor(secret)));
      requireFresh();
      return signer;
    },
    sign: (unsigned, seal) => {
      const { headers, timestamp, parts } = prepare(content, unsigned, seal);
      const value = writtenSignature(signature(seal.secret, parts), timestamp, settings);
      return { headers: { ...headers, [header]: value }, body: unsigned.body };
    },
    secretFrom: (random) => secretOf(random, settings.secretEncoding),
    secretIsOurs: true,
  };
}
