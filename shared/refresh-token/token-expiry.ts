import * as z from 'zod/mini';
import { fromEpochMs, type Instant } from '../events/instant.ts';

/** The API documents that a token lives one hour. */
const documentedLifetimeMs = 3_600_000;

const claims = z.object({ exp: z.number() });

/**
 * When an access token ends: its own `exp` where it is a JWT that says so, otherwise one hour from its receipt.
 * An `exp` that is over at receipt tells of clocks that disagree, not of a dead token, so the hour counts then too.
 */
export function tokenExpiry(accessToken: string, receivedAtMs: number): Instant {
  const expiresAtMs = expiryClaim(accessToken);
  const own = expiresAtMs !== undefined && expiresAtMs > receivedAtMs ? fromEpochMs(expiresAtMs) : undefined;
  return own ?? new Date(receivedAtMs + documentedLifetimeMs).toISOString();
}

function expiryClaim(accessToken: string): number | undefined {
  const [, payload, signature] = accessToken.split('.');
  if (!payload || signature === undefined) return undefined;
  const parsed = claims.safeParse(parseJson(Buffer.from(payload, 'base64url').toString('utf8')));
  return parsed.success ? parsed.data.exp * 1000 : undefined;
}

/** An opaque token is no error: the API promises a JWT nowhere. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
