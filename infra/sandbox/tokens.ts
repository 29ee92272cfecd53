import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { parseJson } from '../../shared/cloud-connect/envelope.ts';
import { readSetting, writeSetting } from './database.ts';

/** A refresh token outlives the access token it came with by this factor; the API's own figure is not documented. */
const REFRESH_LIFETIMES = 24;

const uses = ['access', 'refresh'] as const;
type Use = (typeof uses)[number];

const claims = z.object({
  sub: z.string(),
  exp: z.number(),
  use: z.enum(uses),
  /** Counts how often all access tokens were declared expired. */
  generation: z.number(),
});

export type Tokens = {
  issue(userName: string): { Token: string; RefreshToken: string };
  /** The user a token was issued to; undefined where it is not ours, expired or of the other use. */
  verify(token: string, use: Use): string | undefined;
  expireAccessTokens(): void;
};

/** Tokens as the API issues them: JSON Web Tokens, HS256, whose secret lies in the database and outlives a restart. */
export function createTokens(
  database: DatabaseSync,
  { tokenSeconds, now }: { tokenSeconds: number; now: () => number },
): Tokens {
  const secret = readSetting(database, 'token-secret', randomBytes(32).toString('base64url'));
  const generation = () => Number(readSetting(database, 'token-generation', '0'));
  const issueOne = (sub: string, use: Use, seconds: number) => {
    const iat = Math.floor(now() / 1000);
    return sign({ sub, use, generation: generation(), iat, exp: iat + seconds, jti: randomUUID() }, secret);
  };
  return {
    issue: (userName) => ({
      Token: issueOne(userName, 'access', tokenSeconds),
      RefreshToken: issueOne(userName, 'refresh', tokenSeconds * REFRESH_LIFETIMES),
    }),
    verify: (token, use) => {
      const read = readClaims(token, secret);
      if (!read || read.use !== use || read.exp * 1000 <= now()) return undefined;
      return use === 'access' && read.generation !== generation() ? undefined : read.sub;
    },
    expireAccessTokens: () => writeSetting(database, 'token-generation', String(generation() + 1)),
  };
}

function sign(payload: object, secret: string): string {
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`;
  return `${content}.${mac(content, secret).toString('base64url')}`;
}

function readClaims(token: string, secret: string): z.infer<typeof claims> | undefined {
  const [head, payload = '', signature = ''] = token.split('.');
  const expected = mac(`${head}.${payload}`, secret);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return claims.safeParse(parseJson(Buffer.from(payload, 'base64url').toString())).data;
}

function mac(content: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(content).digest();
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
