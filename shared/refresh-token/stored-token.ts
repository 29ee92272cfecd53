import * as z from 'zod/mini';
import { instant } from '../events/instant.ts';
import { tokenExpiry } from './token-expiry.ts';

const storedToken = z.object({
  accessToken: z.string().check(z.minLength(1)),
  refreshToken: z.string(),
  expiresAt: instant,
  issuedAt: instant,
  issuedBy: z.enum(['login', 'refresh']),
});
export type StoredToken = z.infer<typeof storedToken>;

/** What the token secret holds: a token, or `{}` before the first login. */
export const tokenSecretFormat = {
  schema: z.union([
    storedToken,
    z.pipe(
      z.strictObject({}),
      z.transform(() => undefined),
    ),
  ]),
  example: '{}',
};

/** A token pair as the API issues it. */
export type TokenPair = { readonly accessToken: string; readonly refreshToken: string };

/** A pair just received, with the times it is kept by. */
export function toStoredToken(
  pair: TokenPair,
  issuedBy: StoredToken['issuedBy'],
  receivedAtMs: number,
): StoredToken {
  return {
    accessToken: pair.accessToken,
    refreshToken: pair.refreshToken,
    expiresAt: tokenExpiry(pair.accessToken, receivedAtMs),
    issuedAt: new Date(receivedAtMs).toISOString(),
    issuedBy,
  };
}

/** Whether the token's time is not over; one that lives may still be refused by the API. */
export function isAlive(token: StoredToken | undefined, nowMs: number): token is StoredToken {
  return token !== undefined && Date.parse(token.expiresAt) > nowMs;
}
