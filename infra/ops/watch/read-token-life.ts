import type { Secrets } from '../../../shared/ports/secrets.ts';
import { minutesLeft } from '../../../shared/refresh-token/minutes-left.ts';
import { type StoredToken, tokenSecretFormat } from '../../../shared/refresh-token/stored-token.ts';

/** How long the stored access token lives still, and whence it came; never what it is. */
export type TokenLife = Pick<StoredToken, 'issuedAt' | 'issuedBy' | 'expiresAt'> & {
  readonly minutesLeft: number;
};

/** Undefined where none is stored. Throws Unavailable, and ConfigurationError where the secret holds something else. */
export async function readTokenLife(
  { ids, store }: { readonly ids: { readonly token: string }; readonly store: Pick<Secrets, 'read'> },
  nowMs: number,
): Promise<TokenLife | undefined> {
  const { value } = await store.read(ids.token, tokenSecretFormat);
  if (!value) return undefined;
  const { issuedAt, issuedBy, expiresAt } = value;
  return { issuedAt, issuedBy, expiresAt, minutesLeft: minutesLeft(expiresAt, nowMs) };
}
