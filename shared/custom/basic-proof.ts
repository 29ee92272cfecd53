import * as z from 'zod/mini';
import { SignatureRefused } from '../errors.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { requireSigner } from '../signatures/require-signer.ts';
import type { Proof } from './proof.ts';

/** User name and password come as `Authorization: Basic`; the stored secret is `user:password`. */
export const basicSettings = { kind: z.literal('basic') } as const;

/** https://www.rfc-editor.org/rfc/rfc7617 */
const credentials = /^basic +([A-Za-z\d+/]+=*)$/i;

export function basicProof(): Proof {
  return {
    toleranceSeconds: null,
    verify: (webhook, { secrets }) => {
      const [, given] = credentials.exec(requireHeader(webhook, 'authorization')) ?? [];
      if (!given)
        throw new SignatureRefused('the header authorization must be Basic USER:PASSWORD in base64');
      return requireSigner([given], secrets, encoded);
    },
    sign: ({ headers, body }, { secret }) => ({
      headers: { ...headers, authorization: `Basic ${encoded(secret)}` },
      body,
    }),
    secretFrom: (random) => `webhook:${random.toString('base64url')}`,
    secretIsOurs: true,
  };
}

function encoded(secret: string): string {
  return Buffer.from(secret).toString('base64');
}
