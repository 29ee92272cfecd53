import * as z from 'zod/mini';
import { SignatureRefused } from '../errors.ts';
import { maxAnswerBytes } from '../receive-webhook/answer.ts';
import { basicProof, basicSettings } from './basic-proof.ts';
import { ed25519Proof, ed25519Settings } from './ed25519-proof.ts';
import { fieldPath } from './field-path.ts';
import { handshake } from './handshake.ts';
import { hmacProof, hmacSettings } from './hmac-proof.ts';
import { jwsDetachedProof, jwsDetachedSettings } from './jws-detached-proof.ts';
import { jwtProof } from './jwt-proof.ts';
import { jwtFaults, jwtSettings } from './jwt-settings.ts';
import type { Proof } from './proof.ts';
import { type KeyedFault, refusing } from './refusing.ts';
import { formFaults, headerName, type SignatureForm } from './signature-header.ts';
import { contentFaults, type SignedContent } from './signed-content.ts';
import { tokenFaults, tokenProof, tokenSettings } from './token-proof.ts';

/** What any verifier may say beside how the sender is proved. */
const common = {
  handshake: z.prefault(handshake, { kind: 'none' }),
  /** What identifies a delivery, so that a repeated one is known: a header, or fields of the JSON, joined. */
  dedupe: z.optional(
    z.union(
      [
        z.strictObject({ header: headerName }),
        z.strictObject({ paths: z.array(fieldPath).check(z.minLength(1), z.maxLength(5)) }),
      ],
      'must be {"header": NAME} or {"paths": ["$.id"]}, of 1 to 5 paths',
    ),
  ),
  /** What the vendor takes as success, and as "not taken, try again". */
  ack: z.prefault(
    z.strictObject({
      successStatus: z._default(z.literal([200, 202, 204]), 200),
      retrySignal: z._default(z.literal([503, 409]), 503),
      /** How much of an answer the vendor reads: no answer of ours to it weighs more, and none can be made to weigh less. */
      maxResponseBytes: z._default(
        z.int().check(z.gte(maxAnswerBytes, `must be at least ${maxAnswerBytes}, which an answer may weigh`)),
        maxAnswerBytes,
      ),
    }),
    {},
  ),
} as const;

const kinds = 'hmac, ed25519, jwt, jws-detached, basic or token';

/**
 * How a vendor's webhooks prove their sender, as the configuration describes it: strict, so that a misspelt key is a fault, and
 * nothing that would not protect passes.
 */
export const verifier = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ ...hmacSettings, ...common }).check(refusing(signingFaults)),
    z.strictObject({ ...ed25519Settings, ...common }).check(refusing(signingFaults)),
    z.strictObject({ ...jwtSettings, ...common }).check(refusing(jwtFaults)),
    z.strictObject({ ...jwsDetachedSettings, ...common }).check(refusing(contentFaults)),
    z.strictObject({ ...basicSettings, ...common }),
    z.strictObject({ ...tokenSettings, ...common }).check(refusing(tokenFaults)),
  ],
  { error: proofMissing },
);
export type Verifier = z.infer<typeof verifier>;

/** The proof that a verifier asks for. Whatever goes wrong in it counts as refused: nothing of the webhook is believed yet. */
export function proofOf(settings: Verifier): Proof {
  const proof = proofOfKind(settings);
  return {
    ...proof,
    verify: (webhook, trust) => {
      try {
        return proof.verify(webhook, trust);
      } catch (cause) {
        if (cause instanceof SignatureRefused) throw cause;
        throw new SignatureRefused('the webhook’s proof could not be read', { cause });
      }
    },
  };
}

function proofOfKind(settings: Verifier): Proof {
  switch (settings.kind) {
    case 'hmac':
      return hmacProof(settings);
    case 'ed25519':
      return ed25519Proof(settings);
    case 'jwt':
      return jwtProof(settings);
    case 'jws-detached':
      return jwsDetachedProof(settings);
    case 'basic':
      return basicProof();
    case 'token':
      return tokenProof(settings);
  }
}

function signingFaults(settings: SignatureForm & SignedContent): readonly KeyedFault[] {
  return [...formFaults(settings), ...contentFaults(settings)];
}

function proofMissing({ code, input }: z.core.$ZodRawIssue): string | undefined {
  const kind = z.object({ kind: z.unknown() }).safeParse(input).data?.kind;
  if (code === 'invalid_union' && kind === 'none')
    return `a source without proof would take anyone’s events: it must be ${kinds}`;
  return code === 'invalid_union'
    ? undefined
    : `must say how the sender is proved: an object with the kind ${kinds}`;
}
