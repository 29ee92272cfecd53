import * as z from 'zod/mini';
import { SignatureRefused } from '../errors.ts';
import { hmac } from './hmac.ts';
import { requireSigner } from './require-signer.ts';

/** A compact JSON Web Signature, taken apart and proved by nothing yet. */
export type CompactJws = {
  readonly header: Readonly<Record<string, unknown>>;
  /** What is signed: the first two parts as they came. */
  readonly signingInput: string;
  /** In base64url, as it came. */
  readonly payload: string;
  /** In base64url, as it came. */
  readonly signature: string;
};

const compact = /^([\w-]+)\.([\w-]*)\.([\w-]+)$/;
const jsonObject = z.record(z.string(), z.unknown());

/** Throws SignatureRefused where the text is not three parts of base64url, the first of them a JSON object. */
export function splitJws(text: string): CompactJws {
  const [, protectedHeader = '', payload = '', signature = ''] = compact.exec(text) ?? [];
  const header = jsonObject.safeParse(jsonIn(protectedHeader));
  if (!signature || !header.success)
    throw new SignatureRefused('the token is not a compact JSON Web Signature: header.payload.signature');
  return { header: header.data, signingInput: `${protectedHeader}.${payload}`, payload, signature };
}

/**
 * The secret that an HS256 token was signed with; `keyOf` gives the key's bytes where they are not the secret's own.
 * Throws SignatureRefused, also for any other algorithm: the token never chooses how it is verified.
 * https://www.rfc-editor.org/rfc/rfc7515
 */
export function requireHs256Signer(
  { header, signingInput, signature }: CompactJws,
  secrets: readonly string[],
  keyOf: (secret: string) => string | Buffer = (secret) => secret,
): string {
  if (header['alg'] !== 'HS256')
    throw new SignatureRefused('the token must be signed with HS256: no other algorithm is taken');
  return requireSigner([signature], secrets, (secret) => hs256(signingInput, keyOf(secret)));
}

/** A compact token as a vendor would make it. */
export function signHs256(payload: Buffer | string, key: string | Buffer): string {
  const header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');
  const signingInput = `${header}.${Buffer.from(payload).toString('base64url')}`;
  return `${signingInput}.${hs256(signingInput, key)}`;
}

function hs256(signingInput: string, key: string | Buffer): string {
  return hmac(key, [signingInput], { algorithm: 'sha256', encoding: 'base64url' });
}

function jsonIn(base64url: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64url, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
