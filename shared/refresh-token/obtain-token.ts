import * as z from 'zod/mini';
import { AdapterError } from '../errors.ts';
import type { Log } from '../log.ts';
import { isAlive, type StoredToken, type TokenPair, toStoredToken } from './stored-token.ts';

/** The secret that an operator fills after the first deployment. */
export const credentialsFormat = {
  schema: z.object({
    userName: z.string().check(z.minLength(1, 'must not be empty')),
    password: z.string().check(z.minLength(1, 'must not be empty')),
  }),
  example: '{"userName":"…","password":"…"}',
};
export type Credentials = z.infer<typeof credentialsFormat.schema>;

/** The two calls of the Cloud Connect API that issue tokens. */
export type TokenApi = {
  readonly login: (credentials: Credentials) => Promise<TokenPair>;
  readonly refresh: (refreshToken: string) => Promise<TokenPair>;
};

export type ObtainTokenPorts = {
  readonly api: TokenApi;
  /** Throws ConfigurationError where the operator has not filled the secret. */
  readonly readCredentials: () => Promise<Credentials>;
  readonly now: () => number;
  readonly log: Log;
};

/** A new token: refreshed while the stored one lives, by login where there is none, it is over or refreshing fails. */
export async function obtainToken(
  stored: StoredToken | undefined,
  ports: ObtainTokenPorts,
): Promise<StoredToken> {
  const refreshed = await refreshedToken(stored, ports);
  if (refreshed) return refreshed;
  const pair = await ports.api.login(await ports.readCredentials());
  return toStoredToken(pair, 'login', ports.now());
}

/**
 * Whatever made refreshing fail, login is tried: a server may answer 404 or 500 to a refresh token it has forgotten,
 * so an outage of this one call cannot be told from an outage of the API, and where it is one, login says so itself.
 */
async function refreshedToken(
  stored: StoredToken | undefined,
  { api, now, log }: ObtainTokenPorts,
): Promise<StoredToken | undefined> {
  if (!isAlive(stored, now()) || !stored.refreshToken) return undefined;
  try {
    return toStoredToken(await api.refresh(stored.refreshToken), 'refresh', now());
  } catch (error) {
    log('warn', 'token-refresh-failed', { code: error instanceof AdapterError ? error.code : 'unexpected' });
    return undefined;
  }
}
