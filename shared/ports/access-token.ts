import { Unavailable } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import { minutesLeft } from '../refresh-token/minutes-left.ts';
import { isAlive, type StoredToken, tokenSecretFormat } from '../refresh-token/stored-token.ts';
import type { InvokeRefresh } from './refresh-function.ts';
import type { Secrets } from './secrets.ts';

const policy = {
  /** A newer version is seen within this time even where nothing was refused. */
  cacheMs: 60_000,
  /** Read anew this long before the token ends. */
  marginMs: 5 * 60_000,
  /** Renewals are forced at most once a minute. */
  retryAfterSeconds: 60,
} as const;

/** A token and the version of the secret it was read from, by which a refusal of it is told. */
export type AccessToken = { readonly accessToken: string; readonly versionId: string };

export type AccessTokens = {
  /** A token that lives, as far as its own expiry says. */
  readonly current: () => Promise<AccessToken>;
  /** Another one than the API refused; callers that were refused the same one share one renewal. */
  readonly renew: (refused: AccessToken) => Promise<AccessToken>;
};

export type AccessTokensOptions = {
  readonly secrets: Pick<Secrets, 'read'>;
  /** The token secret's. */
  readonly secretId: string;
  readonly refresh: InvokeRefresh;
  readonly now: () => number;
  readonly metrics: Metrics;
};

/** The stored access token, cached in the environment; throws Unavailable where there is none and none can be had. */
export function createAccessTokens(options: AccessTokensOptions): AccessTokens {
  const { now } = options;
  let cached: { readonly token: AccessToken; readonly untilMs: number } | undefined;
  const share = sharedFlights<AccessToken>();
  const otherThan = async (refusedVersionId?: string): Promise<AccessToken> => {
    const { accessToken, expiresAt, versionId } = await tokenOtherThan(refusedVersionId, options);
    const untilMs = Math.min(Date.parse(expiresAt) - policy.marginMs, now() + policy.cacheMs);
    cached = { token: { accessToken, versionId }, untilMs };
    return cached.token;
  };
  return {
    current: async () =>
      cached && now() < cached.untilMs ? cached.token : share('current', () => otherThan()),
    renew: ({ versionId }) => share(`other than ${versionId}`, () => otherThan(versionId)),
  };
}

/** What is stored, where it will do; otherwise what is stored after refresh-token has run. */
async function tokenOtherThan(
  refusedVersionId: string | undefined,
  { secrets, secretId, refresh, now, metrics }: AccessTokensOptions,
): Promise<StoredToken & { readonly versionId: string }> {
  const { value: token, versionId } = await secrets.read(secretId, tokenSecretFormat);
  metrics('TokenMinutesLeft', minutesLeft(token?.expiresAt, now()));
  if (isAlive(token, now()) && versionId !== refusedVersionId) return { ...token, versionId };
  // A token whose time is over counts as refused: the API need not be asked.
  const { outcome } = await refresh(
    token ? { cause: 'refused', refusedVersionId: versionId } : { cause: 'missing' },
  );
  const renewed = await secrets.read(secretId, tokenSecretFormat);
  if (isAlive(renewed.value, now()) && renewed.versionId !== versionId)
    return { ...renewed.value, versionId: renewed.versionId };
  throw new Unavailable(`no access token can be had now: the renewal was ${outcome}`, {
    retryAfterSeconds: policy.retryAfterSeconds,
  });
}

/** Whoever asks for the same thing while it is under way gets the same promise. */
function sharedFlights<Value>() {
  const flights = new Map<string, Promise<Value>>();
  return (key: string, start: () => Promise<Value>): Promise<Value> => {
    const flight = flights.get(key) ?? start().finally(() => flights.delete(key));
    flights.set(key, flight);
    return flight;
  };
}
