import type { Secrets } from '../../../shared/ports/secrets.ts';
import { minutesLeft } from '../../../shared/refresh-token/minutes-left.ts';
import { type StoredToken, tokenSecretFormat } from '../../../shared/refresh-token/stored-token.ts';

/** How long the stored access token lives still, and whence it came; never what it is. */
export type TokenLife = Pick<StoredToken, 'issuedAt' | 'issuedBy' | 'expiresAt'> & {
  readonly minutesLeft: number;
};

type TokenSecret = { readonly ids: { readonly token: string }; readonly store: Pick<Secrets, 'read'> };

/** Undefined where none is stored. Throws Unavailable, and ConfigurationError where the secret holds something else. */
export async function readTokenLife(secret: TokenSecret, nowMs: number): Promise<TokenLife | undefined> {
  return (await readTokenSecret(secret, nowMs)).life;
}

/** The same, and since when the secret holds what it does: where no token is stored, since it was made. */
export async function readTokenSecret(
  { ids, store }: TokenSecret,
  nowMs: number,
): Promise<{ readonly life: TokenLife | undefined; readonly storedAt: Date | undefined }> {
  const { value, storedAt } = await store.read(ids.token, tokenSecretFormat);
  if (!value) return { life: undefined, storedAt };
  const { issuedAt, issuedBy, expiresAt } = value;
  return { life: { issuedAt, issuedBy, expiresAt, minutesLeft: minutesLeft(expiresAt, nowMs) }, storedAt };
}
