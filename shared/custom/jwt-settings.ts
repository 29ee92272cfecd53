import * as z from 'zod/mini';
import { parseFieldPath } from './field-path.ts';
import { isShared, jwsAlgorithm } from './jws-algorithms.ts';
import type { KeyedFault } from './refusing.ts';
import { secretEncoding } from './secret-encoding.ts';
import { headerNamePattern } from './signature-header.ts';

/** A JSON Web Token comes with the webhook or is its body: https://www.rfc-editor.org/rfc/rfc7519 */
export const jwtSettings = {
  kind: z.literal('jwt'),
  in: z.enum(['body', 'header']),
  /** The header, or the path in a JSON body; a body without it is the token itself. */
  name: z.optional(z.string().check(z.minLength(1))),
  /** Stands before the token in its header, as `Bearer `. */
  prefix: z.optional(z.string().check(z.minLength(1))),
  /** Which algorithms are taken; the token never chooses among others. */
  algorithms: z.array(jwsAlgorithm).check(z.minLength(1)),
  keyEncoding: z._default(secretEncoding, 'utf8'),
  requireExp: z._default(z.boolean(), true),
  /** How far the sender's clock may differ. */
  skewSeconds: z._default(z.int().check(z.gte(0), z.lte(3600)), 60),
  /** Whether the claims are the payload. */
  payloadIsBody: z._default(z.boolean(), false),
  /** The claim that holds the body's hash, and how the hash is made; an HMAC is made with the token's own key. */
  bodyHashClaim: z.optional(z.string().check(z.minLength(1))),
  bodyHash: z.optional(z.enum(['sha256-hex', 'hmac-hex', 'hmac-b64'])),
} as const;
const schema = z.object(jwtSettings);
export type JwtSettings = z.infer<typeof schema>;

/** What would not protect, each with the key that it stands at. */
export function jwtFaults(settings: JwtSettings): readonly KeyedFault[] {
  const { in: where, name, prefix, algorithms, payloadIsBody, bodyHashClaim, bodyHash } = settings;
  const kinds = new Set(algorithms.map(isShared));
  const faults: (KeyedFault | false)[] = [
    where === 'header' &&
      !headerNamePattern.test(name ?? '') && ['name', 'must name the header of the token, such as x-jwt'],
    where === 'body' &&
      name !== undefined &&
      !parseFieldPath(name) && ['name', 'must be the path of the token in a JSON body, such as $.token'],
    where === 'body' && prefix !== undefined && ['prefix', 'stands before a token in a header only'],
    where === 'body' &&
      !payloadIsBody && ['payloadIsBody', 'must be true: the claims of a token in the body are the payload'],
    where === 'header' &&
      !payloadIsBody &&
      !bodyHashClaim && [
        'bodyHashClaim',
        'must name the claim with the body’s hash: nothing else ties the body to the token (or payloadIsBody is true)',
      ],
    Boolean(bodyHashClaim) !== Boolean(bodyHash) && [
      'bodyHash',
      'must stand with bodyHashClaim, and only with it',
    ],
    kinds.size > 1 && [
      'algorithms',
      'must be all HS* or none: a public key must never pass for a shared secret',
    ],
    bodyHash?.startsWith('hmac') === true &&
      !algorithms.every(isShared) && [
        'bodyHash',
        'needs a shared secret, so that the algorithms must be HS*',
      ],
  ];
  return faults.filter((fault) => fault !== false);
}
