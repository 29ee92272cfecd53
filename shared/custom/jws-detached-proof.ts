import * as z from 'zod/mini';
import { SignatureRefused } from '../errors.ts';
import { splitJws } from '../signatures/json-web-token.ts';
import { publicKeyIn } from '../signatures/public-key.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { usableSecrets } from '../signatures/require-signer.ts';
import {
  jwsSign,
  jwsVerifies,
  keyIdIn,
  newPrivateJwk,
  pairedAlgorithm,
  privateKeyIn,
} from './jws-algorithms.ts';
import type { Proof } from './proof.ts';
import { headerName } from './signature-header.ts';
import { claimOf, prepare, readyContent, signedContent } from './signed-content.ts';

/**
 * A compact JWS without its payload stands in a header (RFC 7515 appendix F, RFC 7797); the payload is built by the template,
 * perhaps with `{crc32}` of the body. The stored secrets are the vendor's public keys, as JWK, PEM or the base64 of their DER.
 */
export const jwsDetachedSettings = {
  kind: z.literal('jws-detached'),
  signatureHeader: headerName,
  algorithms: z._default(z.array(pairedAlgorithm).check(z.minLength(1)), ['RS256']),
  /** Where the vendor publishes the key of a `{kid}`: it is not fetched, but named where no stored key fits. */
  jwkUrlTemplate: z.optional(z.string().check(z.includes('{kid}'))),
  ...signedContent,
} as const;
const schema = z.object(jwsDetachedSettings);
type JwsDetachedSettings = z.infer<typeof schema>;

const protectedHeader = z.looseObject({
  kid: z.optional(z.string()),
  b64: z._default(z.boolean(), true),
  crit: z.optional(z.array(z.literal('b64'))),
});

export function jwsDetachedProof(settings: JwsDetachedSettings): Proof {
  const name = settings.signatureHeader.toLowerCase();
  const content = readyContent(settings);
  const [algorithm = 'RS256'] = settings.algorithms;
  return {
    toleranceSeconds: content.toleranceSeconds,
    verify: (webhook, trust) => {
      const { header, signingInput, payload, signature } = splitJws(requireHeader(webhook, name));
      const named = settings.algorithms.find((allowed) => allowed === header['alg']);
      const known = protectedHeader.safeParse(header);
      if (!named || !known.success || payload !== '')
        throw new SignatureRefused(
          `the header ${name} must be a JWS without payload, signed with ${settings.algorithms.join(' or ')}`,
        );
      const { partsFor, requireFresh } = claimOf(content, webhook, { trust });
      const { kid, b64 } = known.data;
      const signer = usableSecrets(trust.secrets).find((secret) => {
        const id = keyIdIn(secret);
        const key = id === undefined || kid === undefined || id === kid ? publicKeyIn(secret) : undefined;
        const input = inputOf(signingInput, partsFor(secret), b64);
        return key && jwsVerifies(named, key, { input, signature });
      });
      if (signer === undefined) throw unknownKey(kid, settings);
      requireFresh();
      return signer;
    },
    sign: (unsigned, seal) => {
      const { headers, parts } = prepare(content, unsigned, seal);
      const head = JSON.stringify({ b64: false, crit: ['b64'], alg: algorithm });
      const start = `${Buffer.from(head).toString('base64url')}.`;
      const signature = jwsSign(algorithm, privateKeyIn(seal.secret), inputOf(start, parts, false));
      return { headers: { ...headers, [name]: `${start}.${signature}` }, body: unsigned.body };
    },
    secretFrom: () => newPrivateJwk(algorithm),
    secretIsOurs: false,
  };
}

/** `b64: false` signs the payload's bytes as they are: https://www.rfc-editor.org/rfc/rfc7797 */
function inputOf(start: string, parts: readonly (string | Buffer)[], inBase64: boolean): Buffer {
  const payload = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from(start), inBase64 ? Buffer.from(payload.toString('base64url')) : payload]);
}

function unknownKey(kid: string | undefined, { jwkUrlTemplate }: JwsDetachedSettings): SignatureRefused {
  // The id comes from outside, and goes into an address that a person may open.
  const isPlain = kid !== undefined && /^[\w-]{1,64}$/.test(kid);
  const from =
    jwkUrlTemplate && isPlain ? `: the vendor’s is at ${jwkUrlTemplate.replace('{kid}', kid)}` : '';
  return new SignatureRefused(`the signature is of none of the stored public keys${from}`);
}
