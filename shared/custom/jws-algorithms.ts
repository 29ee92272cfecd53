import { createHmac, createPrivateKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import * as z from 'zod/mini';
import { equalInConstantTime } from '../signatures/equal-in-constant-time.ts';

/** The algorithms of RFC 7518 that vendors sign with, each with its hash. */
const shared = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' } as const;
const paired = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512', ES256: 'sha256' } as const;

type SharedAlgorithm = keyof typeof shared;
type PairedAlgorithm = keyof typeof paired;
export type JwsAlgorithm = SharedAlgorithm | PairedAlgorithm;

export const jwsAlgorithm = z.enum(['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'ES256']);
export const pairedAlgorithm = z.enum(['RS256', 'RS384', 'RS512', 'ES256']);

/** What a signature is checked with: a shared key's bytes, or a public key. */
export type JwsKey = Buffer | KeyObject;

export function isShared(algorithm: JwsAlgorithm): algorithm is SharedAlgorithm {
  return Object.hasOwn(shared, algorithm);
}

/** Whether the signature (in base64url) is of this key; a key of another kind than the algorithm's never verifies. */
export function jwsVerifies(
  algorithm: JwsAlgorithm,
  key: JwsKey,
  { input, signature }: { readonly input: Buffer; readonly signature: string },
): boolean {
  if (isShared(algorithm))
    return Buffer.isBuffer(key) && equalInConstantTime(signature, hmacOf(algorithm, key, input));
  const bytes = Buffer.from(signature, 'base64url');
  if (Buffer.isBuffer(key) || bytes.toString('base64url') !== signature) return false;
  return key.asymmetricKeyType === keyType(algorithm) && verify(paired[algorithm], input, padded(key), bytes);
}

/** The signature in base64url; of a key pair's algorithm the key is the private one. */
export function jwsSign(algorithm: JwsAlgorithm, key: JwsKey, input: Buffer): string {
  if (isShared(algorithm)) return hmacOf(algorithm, key, input);
  if (Buffer.isBuffer(key)) throw new TypeError(`${algorithm} signs with a private key`);
  return sign(paired[algorithm], input, padded(key)).toString('base64url');
}

/** Throws where the text is no private key. */
export function privateKeyIn(text: string): KeyObject {
  return createPrivateKey(keyInput(text));
}

/** The `kid` of a stored JWK, where it has one. */
export function keyIdIn(text: string): string | undefined {
  try {
    return jwk(text)?.kid;
  } catch {
    // A stored text that is no key must not keep the others from proving a webhook.
    return undefined;
  }
}

/** A new key pair's private key as JWK, which only senders of samples hold. */
export function newPrivateJwk(algorithm: PairedAlgorithm): string {
  const { privateKey } =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return JSON.stringify(privateKey.export({ format: 'jwk' }));
}

const jsonWebKey = z.looseObject({ kty: z.string(), kid: z.optional(z.string()) });

function jwk(text: string) {
  if (!text.trimStart().startsWith('{')) return undefined;
  return jsonWebKey.safeParse(JSON.parse(text)).data;
}

function keyInput(text: string) {
  const key = jwk(text);
  return key ? ({ key, format: 'jwk' } as const) : text;
}

function hmacOf(algorithm: SharedAlgorithm, key: JwsKey, input: Buffer): string {
  return createHmac(shared[algorithm], key).update(input).digest('base64url');
}

/** JWS writes a point of a curve as its two numbers, where OpenSSL would write ASN.1. */
function padded(key: KeyObject) {
  return { key, dsaEncoding: 'ieee-p1363' } as const;
}

function keyType(algorithm: PairedAlgorithm): 'ec' | 'rsa' {
  return algorithm === 'ES256' ? 'ec' : 'rsa';
}
