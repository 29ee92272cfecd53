import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { SignatureRefused } from '../errors.ts';
import { equalInConstantTime } from '../signatures/equal-in-constant-time.ts';
import { hmac } from '../signatures/hmac.ts';
import { splitJws } from '../signatures/json-web-token.ts';
import { publicKeyIn } from '../signatures/public-key.ts';
import { requireHeader } from '../signatures/require-header.ts';
import { usableSecrets } from '../signatures/require-signer.ts';
import { parseJson } from '../sources/parse-json.ts';
import type { Trust, UnsignedWebhook, Webhook } from '../sources/source.ts';
import { knownPath, valueAt, withValueAt } from './field-path.ts';
import {
  isShared,
  type JwsAlgorithm,
  type JwsKey,
  jwsSign,
  jwsVerifies,
  newPrivateJwk,
  privateKeyIn,
} from './jws-algorithms.ts';
import type { JwtSettings } from './jwt-settings.ts';
import type { Proof } from './proof.ts';
import { keyBytes, secretOf } from './secret-encoding.ts';

const claimsOf = z.looseObject({ exp: z.optional(z.number()), nbf: z.optional(z.number()) });

export function jwtProof(settings: JwtSettings): Proof {
  const [algorithm = 'HS256'] = settings.algorithms;
  const keyOf = (secret: string): JwsKey | undefined =>
    isShared(algorithm) ? keyBytes(secret, settings.keyEncoding) : publicKeyIn(secret);
  return {
    toleranceSeconds: null,
    verify: (webhook, trust) => requireJwtSigner(webhook, trust, { settings, keyOf }),
    payloadBytes: (webhook) =>
      settings.payloadIsBody
        ? Buffer.from(splitJws(tokenIn(webhook, settings)).payload, 'base64url')
        : webhook.body,
    sign: (unsigned, { secret, nowMs }) => {
      const key = isShared(algorithm) ? keyOf(secret) : privateKeyIn(secret);
      if (!key) throw new TypeError(`the secret is no key of ${algorithm}`);
      return withToken(unsigned, token(unsigned.body, { settings, algorithm, key, nowMs }), settings);
    },
    secretFrom: (random) =>
      isShared(algorithm) ? secretOf(random, settings.keyEncoding) : newPrivateJwk(algorithm),
    secretIsOurs: isShared(algorithm),
  };
}

type Checking = {
  readonly settings: JwtSettings;
  readonly keyOf: (secret: string) => JwsKey | undefined;
};

function requireJwtSigner(
  webhook: Webhook,
  { secrets, nowMs }: Trust,
  { settings, keyOf }: Checking,
): string {
  const { header, signingInput, payload, signature } = splitJws(tokenIn(webhook, settings));
  const algorithm = settings.algorithms.find((allowed) => allowed === header['alg']);
  if (!algorithm || header['crit'] !== undefined)
    throw new SignatureRefused(`the token must be signed with ${settings.algorithms.join(' or ')}`);
  const input = Buffer.from(signingInput);
  const signer = usableSecrets(secrets).find((secret) => {
    const key = keyOf(secret);
    return key && jwsVerifies(algorithm, key, { input, signature });
  });
  if (signer === undefined) throw new SignatureRefused('the token is signed with none of the stored secrets');
  const claims = claimsOf.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  requireCurrent(claims, nowMs / 1000, settings);
  requireBodyHash(claims, webhook.body, { settings, key: keyOf(signer) });
  return signer;
}

function tokenIn(webhook: Webhook, { in: where, name, prefix = '' }: JwtSettings): string {
  if (where === 'header') {
    const value = requireHeader(webhook, (name ?? '').toLowerCase());
    if (value.startsWith(prefix)) return value.slice(prefix.length);
    throw new SignatureRefused(`the header ${name} must begin with ${prefix}`);
  }
  if (!name) return webhook.body.toString('latin1').trim();
  const payload = parseJson(webhook.body);
  const found = valueAt({ payload, item: payload }, knownPath(name));
  if (typeof found === 'string') return found;
  throw new SignatureRefused(`the token at ${name} is missing`);
}

function requireCurrent(
  { exp, nbf }: z.infer<typeof claimsOf>,
  nowSeconds: number,
  { requireExp, skewSeconds }: JwtSettings,
): void {
  if (requireExp && exp === undefined)
    throw new SignatureRefused('the token has no exp, and must say when it ends');
  if (exp !== undefined && nowSeconds >= exp + skewSeconds)
    throw new SignatureRefused('the token has expired');
  if (nbf !== undefined && nowSeconds < nbf - skewSeconds)
    throw new SignatureRefused('the token is not valid yet: check the sender’s clock');
}

type Hashing = { readonly settings: JwtSettings; readonly key: JwsKey | undefined };

function requireBodyHash(claims: Readonly<Record<string, unknown>>, body: Buffer, hashing: Hashing): void {
  const { bodyHashClaim: name } = hashing.settings;
  if (name === undefined) return;
  const given = Object.hasOwn(claims, name) ? claims[name] : undefined;
  if (typeof given !== 'string' || !equalInConstantTime(given, bodyHashOf(body, hashing)))
    throw new SignatureRefused(`the token’s ${name} is not the hash of the body`);
}

function bodyHashOf(body: Buffer, { settings: { bodyHash }, key }: Hashing): string {
  if (bodyHash === 'sha256-hex' || !Buffer.isBuffer(key))
    return createHash('sha256').update(body).digest('hex');
  return hmac(key, [body], { algorithm: 'sha256', encoding: bodyHash === 'hmac-b64' ? 'base64' : 'hex' });
}

type Making = Hashing & { readonly key: JwsKey; readonly algorithm: JwsAlgorithm; readonly nowMs: number };

function token(body: Buffer, { algorithm, key, nowMs, settings }: Making): string {
  const { payloadIsBody, requireExp, bodyHashClaim } = settings;
  const exp = Math.floor(nowMs / 1000) + 300;
  const claims = {
    ...(requireExp && { exp }),
    ...(bodyHashClaim && { [bodyHashClaim]: bodyHashOf(body, { settings, key }) }),
  };
  const bare = payloadIsBody && Object.keys(claims).length === 0;
  const payload = bare ? body : JSON.stringify({ ...(payloadIsBody && objectIn(body)), ...claims });
  const input = [JSON.stringify({ alg: algorithm, typ: 'JWT' }), payload]
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
  return `${input}.${jwsSign(algorithm, key, Buffer.from(input))}`;
}

function withToken({ headers, body }: UnsignedWebhook, jwt: string, settings: JwtSettings): UnsignedWebhook {
  const { in: where, name, prefix = '' } = settings;
  if (where === 'header')
    return { headers: { ...headers, [(name ?? '').toLowerCase()]: prefix + jwt }, body };
  const sent = name ? JSON.stringify(withValueAt({}, knownPath(name).steps, jwt)) : jwt;
  return { headers, body: Buffer.from(sent) };
}

function objectIn(body: Buffer): object {
  return z.looseObject({}).parse(parseJson(body));
}
