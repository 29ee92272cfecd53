import type { Credentials } from '../../../shared/refresh-token/obtain-token.ts';
import type { RefreshTokenPorts } from '../../../shared/refresh-token/refresh-token.ts';
import type { TokenVersion } from '../../../shared/refresh-token/renewal-is-due.ts';
import type { StoredToken, TokenPair } from '../../../shared/refresh-token/stored-token.ts';
import type { Measured } from '../measured.ts';

export const startMs = Date.parse('2026-11-23T09:00:00.000Z');
export const minute = 60_000;

type Line = { readonly level: string; readonly event: string; readonly fields: unknown };

/** A token as the secret holds it; made by login, with the time left at `startMs`. */
export function tokenLeft(leftMs: number, accessToken = 'stored-access'): StoredToken {
  return {
    accessToken,
    refreshToken: 'stored-refresh',
    expiresAt: new Date(startMs + leftMs).toISOString(),
    issuedAt: new Date(startMs - minute).toISOString(),
    issuedBy: 'login',
  };
}

/** An API that issues opaque pairs, and counts; replace a method to make it fail. */
export function fakeApi() {
  const calls: string[] = [];
  const pair = (by: string): TokenPair => ({
    accessToken: `${by}-access-${calls.length}`,
    refreshToken: `${by}-refresh-${calls.length}`,
  });
  return {
    calls,
    login: async ({ userName, password }: Credentials): Promise<TokenPair> => {
      calls.push(`login ${userName} ${password}`);
      return pair('login');
    },
    refresh: async (refreshToken: string): Promise<TokenPair> => {
      calls.push(`refresh ${refreshToken}`);
      return pair('refresh');
    },
  };
}

/** A secret with versions and compare-and-set, as Secrets Manager keeps it. */
export function fakeTokenSecret(token?: StoredToken) {
  const versions: TokenVersion[] = [{ token, versionId: 'v1' }];
  const current = () => versions.at(-1) ?? { token: undefined, versionId: 'v1' };
  return {
    versions,
    current,
    put: (put: StoredToken | undefined) =>
      versions.push({ token: put, versionId: `v${versions.length + 1}` }),
    readToken: async () => current(),
    replaceToken: async (seenVersionId: string, replacement: StoredToken) => {
      if (current().versionId !== seenVersionId) return undefined;
      versions.push({ token: replacement, versionId: `v${versions.length + 1}` });
      return current();
    },
  };
}

/** Ports over a secret and an API, with a lease that is free, limits that allow and time that stands still. */
export function fakePorts(token?: StoredToken) {
  const secret = fakeTokenSecret(token);
  const api = fakeApi();
  const lines: Line[] = [];
  const measured: Measured[] = [];
  const state = { nowMs: startMs, remainingMs: 30_000, leasesHeld: 0, forced: 0 };
  const ports: RefreshTokenPorts = {
    api,
    readToken: secret.readToken,
    replaceToken: secret.replaceToken,
    readCredentials: async () => ({ userName: 'ada', password: 'correct-horse' }),
    takeLease: async () => {
      state.leasesHeld += 1;
      return {
        release: async () => {
          state.leasesHeld -= 1;
        },
      };
    },
    takeForcedRefresh: async () => {
      state.forced += 1;
      return true;
    },
    now: () => state.nowMs,
    sleep: async (ms) => {
      state.nowMs += ms;
      state.remainingMs -= ms;
    },
    remainingMs: () => state.remainingMs,
    log: (level, event, fields) => lines.push({ level, event, fields }),
    metrics: (name, value, dimensions) => measured.push({ name, value, ...dimensions }),
  };
  return { ports, secret, api, lines, measured, state };
}
