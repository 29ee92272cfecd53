import { verify } from 'node:crypto';
import * as z from 'zod/mini';
import { SignatureRefused } from '../errors.ts';
import { looksLikePublicKey, publicKeyIn } from '../signatures/public-key.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { requireToken } from '../signatures/require-token.ts';
import { parseForm } from './parse-form.ts';
import { parseJson } from './parse-json.ts';
import type { Webhook } from './source.ts';

const signatureHeader = 'x-hub-ecdsa-signature';
const tokenFields = z.object({ secret: z.nullish(z.string()), shared_secret: z.nullish(z.string()) });
const tokenParameters: readonly string[] = ['secret', 'token'];
const hex = /^(?:[\da-f]{2})+$/i;

/**
 * The stored secret that proves a webhook: the public key that its signature verifies with, where it has one (the Events
 * API), else the token which the customer put into the template or into the URL. Neither stands in for the other: a public
 * key is known to everybody, and proves nothing as a token.
 */
export function requireProof(webhook: Webhook, secrets: readonly string[]): string {
  if (Object.hasOwn(webhook.headers, signatureHeader)) return requireEcdsaSigner(webhook, secrets);
  const tokens = secrets.filter((secret) => !looksLikePublicKey(secret));
  return requireToken(tokenOf(webhook), tokens, 'the secret in the body or in the URL');
}

/**
 * ECDSA with SHA-512 over the body, in hex. That the signature is DER, and the key the base64 of its SPKI, is not confirmed
 * against a live account; the curve is the key's own.
 */
function requireEcdsaSigner(webhook: Webhook, secrets: readonly string[]): string {
  const given = requireHeader(webhook, signatureHeader);
  const signature = Buffer.from(hex.test(given) ? given : '', 'hex');
  const signer = secrets.find((secret) => {
    const key = publicKeyIn(secret);
    return key?.asymmetricKeyType === 'ec' && verify('sha512', webhook.body, key, signature);
  });
  if (signer !== undefined) return signer;
  throw new SignatureRefused(
    'the signature does not verify the body with any stored public key: store the one of its x-hub-ecdsa-signature-id',
  );
}

function tokenOf({ body, queryString }: Webhook): string | undefined {
  return tokenInBody(body) ?? tokenInQuery(queryString);
}

function tokenInBody(body: Buffer): string | undefined {
  try {
    const { data } = tokenFields.safeParse(parseJson(body));
    return data?.secret ?? data?.shared_secret ?? undefined;
  } catch {
    // A body that cannot be read proves nothing, as one without a token.
    return undefined;
  }
}

function tokenInQuery(queryString: string): string | undefined {
  const parameters = parseForm(Buffer.from(queryString));
  return parameters.find(([name]) => tokenParameters.includes(name))?.[1];
}
