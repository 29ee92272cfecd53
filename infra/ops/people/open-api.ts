import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Access, createCloudConnect } from '../../../shared/cloud-connect/client.ts';
import { Unauthorized } from '../../../shared/cloud-connect/errors.ts';
import { Unavailable } from '../../../shared/errors.ts';
import { type AccessTokens, createAccessTokens } from '../../../shared/ports/access-token.ts';
import { createRefreshFunction } from '../../../shared/ports/refresh-function.ts';
import { createSecrets } from '../../../shared/ports/secrets.ts';
import {
  type ApiSettings,
  apiSettingsAnswer,
  type SettingsRequest,
} from '../../../shared/refresh-token/api-settings.ts';
import { invokeFunction, understood } from '../invoke-function.ts';
import type { Kind, Values } from './kinds.ts';

/** The Cloud Connect API as operators reach it; calls throw as the client's do, or Unavailable where no token can be had. */
export type Api = {
  readonly settings: ApiSettings;
  readonly list: (kind: Kind, accountId: string) => Promise<readonly Values[]>;
  /** All in one request. */
  readonly insert: (kind: Kind, rows: readonly Values[], accountId: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type OpenApiOptions = {
  readonly lambda: LambdaClient;
  readonly secretsManager: SecretsManagerClient;
  readonly refreshFunctionName: string;
  readonly tokenSecretId: string;
  /** False where a token that is over or refused is to be told, and not renewed: it is renewed only so often a day. */
  readonly renews?: boolean | undefined;
};

/**
 * The API as the deployment itself calls it, from here: its address is asked of refresh-token, the token read as deliver-events
 * reads it. The password stays where it is; where the token is over, refresh-token gets another one.
 */
export async function openApi(options: OpenApiOptions): Promise<Api> {
  const { lambda, refreshFunctionName, tokenSecretId, renews = true } = options;
  const request: SettingsRequest = { tell: 'api-settings' };
  const data = await invokeFunction(lambda, refreshFunctionName, JSON.stringify(request));
  const settings = understood(apiSettingsAnswer, data, 'refresh-token does not tell what calls the API');
  const tokens = createAccessTokens({
    secrets: createSecrets({ client: options.secretsManager }),
    secretId: tokenSecretId,
    refresh: renews ? createRefreshFunction(lambda, refreshFunctionName) : noRefresh,
    now: Date.now,
    // What an operator does is no part of the deployment's figures.
    metrics: () => {},
  });
  return createApi(settings, tokens);
}

async function noRefresh(): Promise<never> {
  throw new Unavailable('the stored access token is over, or the API refuses it');
}

/** The calls with a token each; one that is refused is renewed once. */
export function createApi(settings: ApiSettings, tokens: AccessTokens): Api {
  const client = createCloudConnect(settings.cloudConnect);
  const withToken = async <Answer>(accountId: string, call: (access: Access) => Promise<Answer>) => {
    const token = await tokens.current();
    try {
      return await call({ accessToken: token.accessToken, accountId });
    } catch (error) {
      if (!(error instanceof Unauthorized)) throw error;
      const { accessToken } = await tokens.renew(token);
      return await call({ accessToken, accountId });
    }
  };
  return {
    settings,
    list: (kind, accountId) => withToken(accountId, (access) => kind.list(client, access)),
    insert: (kind, rows, accountId) =>
      withToken(accountId, (access) => client.bulkInsert(kind.insert, rows.map(kind.row), access)),
    close: () => client.close(),
  };
}
