import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { SignatureRefused } from '../errors.ts';
import { equalInConstantTime } from '../signatures/equal-in-constant-time.ts';
import { hmac } from '../signatures/hmac.ts';
import { type CompactJws, signHs256, splitJws } from '../signatures/json-web-token.ts';
import { requireFresh } from '../signatures/require-fresh.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { usableSecrets } from '../signatures/require-signer.ts';
import type { Trust, Webhook } from './source.ts';

/**
 * Documented: a JWT in this header, HS256, five minutes, made of the payload's hash and the Base64 secret. Not shown, and not
 * confirmed against a live account: the claim's name (here as in Vonage's other signed webhooks), the form of the hash, and
 * whether the key is the secret's bytes or its Base64 text. So any of these forms is taken: each needs the secret.
 * https://docs-vcc.atlassian.net/wiki/spaces/VCCA/pages/4368039953
 */
const header = 'vonage-signature';
const lifetimeSeconds = 300;

const claims = z.object({ exp: z.number(), iat: z.optional(z.number()), payload_hash: z.string() });

type Key = string | Buffer;
type Signer = { readonly secret: string; readonly key: Key };

/** The secret that proves header and body; throws SignatureRefused where none does. */
export function requireVonageSigner(webhook: Webhook, trust: Trust): string {
  const token = splitJws(requireHeader(webhook, header));
  const { secret, key } = requireKey(token, trust.secrets);
  const { exp, iat = exp - lifetimeSeconds, payload_hash } = claimsIn(token);
  requireFresh(String(Math.floor(iat)), trust);
  if (trust.nowMs / 1000 > exp)
    throw new SignatureRefused(
      'the token has expired by its own word: check the clocks, and sign each attempt anew',
    );
  if (!hashesOf(webhook.body, key).some((hash) => equalInConstantTime(payload_hash, hash)))
    throw new SignatureRefused(
      'the payload_hash of the token is not that of the body: sign the bytes as they are sent',
    );
  return secret;
}

/** The header that Vonage would send with this body. */
export function vonageSignature(
  body: Buffer,
  secret: string,
  nowMs: number,
): Readonly<Record<string, string>> {
  const iat = Math.floor(nowMs / 1000);
  const payload = { iat, exp: iat + lifetimeSeconds, iss: 'Vonage', payload_hash: sha256(body) };
  const [key = secret] = keysOf(secret);
  return { [header]: signHs256(JSON.stringify(payload), key) };
}

function requireKey(
  { header: { alg }, signingInput, signature }: CompactJws,
  secrets: readonly string[],
): Signer {
  if (alg !== 'HS256')
    throw new SignatureRefused('the token must be signed with HS256: no other algorithm is taken');
  const signers = usableSecrets(secrets).flatMap((secret) => keysOf(secret).map((key) => ({ secret, key })));
  const signer = signers.find(({ key }) =>
    equalInConstantTime(signature, hmac(key, [signingInput], { algorithm: 'sha256', encoding: 'base64url' })),
  );
  if (!signer)
    throw new SignatureRefused(
      `the token is signed with none of the ${secrets.length} stored signing secrets`,
    );
  return signer;
}

/** A text that is not Base64 throughout would decode to fewer bytes, in the end to none: a key that everybody has. */
function keysOf(secret: string): readonly Key[] {
  const decoded = Buffer.from(secret, 'base64');
  const unpadded = secret.replace(/=+$/, '');
  const isBase64 = decoded.length > 0 && decoded.toString('base64').replace(/=+$/, '') === unpadded;
  return isBase64 ? [decoded, secret] : [secret];
}

function hashesOf(body: Buffer, key: Key): readonly string[] {
  const keyed = (['hex', 'base64'] as const).map((encoding) =>
    hmac(key, [body], { algorithm: 'sha256', encoding }),
  );
  return [sha256(body), ...keyed];
}

function sha256(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}

/** Of a token that is proved. What is no JSON throws, and so is refused by whoever fails closed. */
function claimsIn({ payload }: CompactJws): z.infer<typeof claims> {
  const parsed = claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new SignatureRefused(
    'the token must say when it expires (exp) and which body it is of (payload_hash)',
  );
}
