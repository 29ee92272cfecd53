import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { createCloudConnect } from '../shared/cloud-connect/client.ts';
import { readConfiguration } from '../shared/configuration/read-configuration.ts';
import { readEnvironment } from '../shared/environment.ts';
import { log } from '../shared/log.ts';
import { createForcedRefreshLimit } from '../shared/ports/forced-refresh-limit.ts';
import { createMetrics } from '../shared/ports/metrics.ts';
import { createSecrets } from '../shared/ports/secrets.ts';
import { createTokenLease } from '../shared/ports/token-lease.ts';
import { createTokenSecret } from '../shared/ports/token-secret.ts';
import { createTokenTrials } from '../shared/ports/token-trials.ts';
import { type ApiSettings, apiSettings, settingsRequest } from '../shared/refresh-token/api-settings.ts';
import { credentialsFormat } from '../shared/refresh-token/obtain-token.ts';
import type { RefreshAnswer } from '../shared/refresh-token/refresh-request.ts';
import { refreshToken } from '../shared/refresh-token/refresh-token.ts';
import { timeBudget } from '../shared/refresh-token/time-budget.ts';
import {
  type TokenCallsAnswer,
  tokenCallsRequest,
  tryTokenCalls,
} from '../shared/refresh-token/try-token-calls.ts';
import { withMetrics } from './middleware/with-metrics.ts';

const environment = readEnvironment('refresh-token');
const configuration = readConfiguration();
const { cloudConnect } = configuration;
const metering = createMetrics(configuration.environment);
const { metrics } = metering;
const secrets = createSecrets({ client: new SecretsManagerClient() });
const table = { client: new DynamoDBClient(), tableName: environment.TABLE_NAME, now: Date.now };
const tokenSecret = createTokenSecret({ secrets, secretId: environment.TOKEN_SECRET_ID, newId: randomUUID });

const readCredentials = () => secrets.read(environment.CREDENTIALS_SECRET_ID, credentialsFormat);

const ports = {
  api: createCloudConnect(cloudConnect, { timeouts: { totalMs: timeBudget.apiCallMs }, metrics }),
  readCredentials: async () => (await readCredentials()).value,
  readToken: tokenSecret.read,
  replaceToken: tokenSecret.replace,
  takeLease: createTokenLease({ ...table, newId: randomUUID }),
  takeForcedRefresh: createForcedRefreshLimit(table),
  now: Date.now,
  sleep: (ms: number) => sleep(ms),
  log,
  metrics,
};

const refresh = middy().handler(
  async (
    event: unknown,
    context: Context,
  ): Promise<RefreshAnswer | ApiSettings | TokenCallsAnswer | undefined> => {
    if (settingsRequest.safeParse(event).success) return apiSettings(configuration);
    if (tokenCallsRequest.safeParse(event).success)
      return await tryTokenCalls({ ...ports, readCredentials, trials: createTokenTrials(table) });
    return await refreshToken(event, {
      ...ports,
      remainingMs: () => context.getRemainingTimeInMillis(),
    });
  },
);

/** On schedule and on demand: keeps the stored access token alive. Or answers an operator's question for the API. */
export const handler = withMetrics(metering, refresh);
