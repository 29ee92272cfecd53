import type { TokenVersion } from '../refresh-token/renewal-is-due.ts';
import { type StoredToken, tokenSecretFormat } from '../refresh-token/stored-token.ts';
import type { Secrets } from './secrets.ts';

export type TokenSecret = {
  readonly read: () => Promise<TokenVersion>;
  /** Undefined where another version became current since the one seen was read. */
  readonly replace: (seenVersionId: string, token: StoredToken) => Promise<TokenVersion | undefined>;
};

export type TokenSecretOptions = {
  readonly secrets: Secrets;
  readonly secretId: string;
  readonly newId: () => string;
};

/** The secret that holds the access token; throws as Secrets does. */
export function createTokenSecret({ secrets, secretId, newId }: TokenSecretOptions): TokenSecret {
  return {
    read: async () => {
      const { value, versionId } = await secrets.read(secretId, tokenSecretFormat);
      return { token: value, versionId };
    },
    replace: async (seenVersionId, token) => {
      const newVersionId = newId();
      const outcome = await secrets.replace({ secretId, value: token, seenVersionId, newVersionId });
      return outcome === 'replaced' ? { token, versionId: newVersionId } : undefined;
    },
  };
}
