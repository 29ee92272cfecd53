import type { RefreshRequest } from './refresh-request.ts';
import { isAlive, type StoredToken } from './stored-token.ts';

/**
 * The schedule renews when less than this is left. Running every 10 minutes, it tries three times before the token
 * ends, and stores about 48 versions a day: Secrets Manager keeps 100 and prunes none that is under a day old.
 */
const renewWhenLeftMs = 35 * 60_000;

/** The token secret's current version; no token before the first login. */
export type TokenVersion = { readonly token: StoredToken | undefined; readonly versionId: string };

/** Whether what is stored will not do for whoever asked. */
export function renewalIsDue(stored: TokenVersion, request: RefreshRequest, nowMs: number): boolean {
  if (!isAlive(stored.token, nowMs)) return true;
  switch (request.cause) {
    case 'schedule':
      return Date.parse(stored.token.expiresAt) - nowMs < renewWhenLeftMs;
    case 'refused':
      return stored.versionId === request.refusedVersionId;
    case 'missing':
      return false;
    case 'credentials':
      return true;
  }
}
