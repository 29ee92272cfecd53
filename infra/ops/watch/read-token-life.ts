import type { Secrets } from '../../../shared/ports/secrets.ts';
import { minutesLeft } from '../../../shared/refresh-token/minutes-left.ts';
import { type StoredToken, tokenSecretFormat } from '../../../shared/refresh-token/stored-token.ts';

/** How long the stored access token lives still, and whence it came; never what it is. */
export type TokenLife = Pick<StoredToken, 'issuedAt' | 'issuedBy' | 'expiresAt'> & {
  readonly minutesLeft: number;
};

type TokenSecret = { readonly ids: { readonly token: string }; readonly store: Pick<Secrets, 'read'> };

/** As stored: `life` undefined where no token is, and since when the secret holds what it does (with no token: since it was made). */
export type TokenState = { readonly life: TokenLife | undefined; readonly storedAt: Date | undefined };

/** Throws Unavailable, and ConfigurationError where the secret holds something else. */
export async function readTokenLife({ ids, store }: TokenSecret, nowMs: number): Promise<TokenState> {
  const { value, storedAt } = await store.read(ids.token, tokenSecretFormat);
  if (!value) return { life: undefined, storedAt };
  const { issuedAt, issuedBy, expiresAt } = value;
  return { life: { issuedAt, issuedBy, expiresAt, minutesLeft: minutesLeft(expiresAt, nowMs) }, storedAt };
}
