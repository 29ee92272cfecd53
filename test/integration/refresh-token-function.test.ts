import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createSandbox, DEFAULT_CREDENTIALS, type Sandbox } from '../../infra/sandbox/sandbox.ts';
import { startTable } from './start-table.ts';
import { writeConfiguration } from './write-configuration.ts';

const context = { getRemainingTimeInMillis: () => 30_000 } as Context;
const credentials = { current: '{}' };
const token = { currentId: 'initial', values: new Map([['initial', '{}']]) };

let sandbox: Sandbox;
let table: Awaited<ReturnType<typeof startTable>>;
let assetDirectory: string;
let handler: (event: unknown, context: Context) => Promise<unknown>;

/** The two secrets with their versions, behind the SDK. */
function keepSecrets() {
  const client = mockClient(SecretsManagerClient);
  client.on(GetSecretValueCommand).callsFake(({ SecretId }) => {
    if (SecretId === 'credentials') return { SecretString: credentials.current, VersionId: 'v1' };
    return { SecretString: token.values.get(token.currentId), VersionId: token.currentId };
  });
  client.on(PutSecretValueCommand).callsFake(({ ClientRequestToken, SecretString }) => {
    token.values.set(ClientRequestToken, SecretString);
    return {};
  });
  client.on(UpdateSecretVersionStageCommand).callsFake(({ MoveToVersionId, RemoveFromVersionId }) => {
    if (RemoveFromVersionId !== token.currentId) throw new Error('the label is elsewhere');
    token.currentId = MoveToVersionId;
    return {};
  });
}

beforeAll(async () => {
  [sandbox, table] = await Promise.all([createSandbox(), startTable()]);
  assetDirectory = await mkdtemp(join(tmpdir(), 'refresh-token-'));
  const configuration = {
    environment: 'test',
    cloudConnect: { baseUrl: sandbox.url },
    sources: { standard: { vendor: 'standard' } },
  };
  writeConfiguration(assetDirectory, configuration);
  const variables = {
    LAMBDA_TASK_ROOT: assetDirectory,
    TABLE_NAME: table.tableName,
    TOKEN_SECRET_ID: 'token',
    CREDENTIALS_SECRET_ID: 'credentials',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  vi.spyOn(console, 'info').mockImplementation(() => {});
  keepSecrets();
  ({ handler } = await import('../../functions/refresh-token.ts'));
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([sandbox.close(), table.close(), rm(assetDirectory, { recursive: true })]);
});

function stored() {
  return JSON.parse(token.values.get(token.currentId) ?? '');
}

test('tells the operator what to fill in before the first login', async () => {
  await expect(handler({ cause: 'schedule' }, context)).rejects.toThrow(
    /secret credentials .*put {"userName":"…","password":"…"} into it/,
  );
});

test('logs in once the credentials are filled in, keeps that token and refreshes it when it is refused', async () => {
  credentials.current = JSON.stringify(DEFAULT_CREDENTIALS);
  const first = await handler({ cause: 'schedule' }, context);
  expect(first).toMatchObject({ outcome: 'renewed', versionId: token.currentId });
  expect(stored()).toMatchObject({ issuedBy: 'login' });
  const refusedVersionId = token.currentId;

  expect(await handler({ cause: 'schedule' }, context)).toMatchObject({ outcome: 'kept' });
  expect(token.currentId).toBe(refusedVersionId);

  expect(await handler({ cause: 'refused', refusedVersionId }, context)).toMatchObject({
    outcome: 'renewed',
  });
  expect(stored()).toMatchObject({ issuedBy: 'refresh' });
  expect(await handler({ cause: 'refused', refusedVersionId }, context)).toMatchObject({ outcome: 'kept' });
});

test("stores the token with the API's own expiry, one hour ahead", () => {
  const { accessToken, expiresAt, issuedAt } = stored();
  const { exp } = JSON.parse(Buffer.from(accessToken.split('.')[1], 'base64url').toString('utf8'));
  expect(Date.parse(expiresAt)).toBe(exp * 1000);
  expect(Math.abs(Date.parse(expiresAt) - Date.parse(issuedAt) - 3_600_000)).toBeLessThan(5_000);
});

test('tells an operator what the API is called with, without touching the token', async () => {
  const versionId = token.currentId;
  expect(await handler({ tell: 'api-settings' }, context)).toEqual({
    cloudConnect: {
      ...{ baseUrl: sandbox.url, paths: {}, timeZone: 'UTC', timeFormat: 'M/D/YYYY H:mm:ss' },
      ...{ rowsPerRequest: 500, requestsPerSecond: 10 },
    },
    accountIds: ['1'],
  });
  expect(token.currentId).toBe(versionId);
});

test('tells an operator whether login and refresh work, and where, without touching the token', async () => {
  const versionId = token.currentId;
  const told = await handler({ tell: 'token-calls' }, context);
  expect(told).toEqual({
    triedAt: expect.any(String),
    login: { outcome: 'works', path: '/api/ccs/auth/login' },
    refresh: { outcome: 'works', path: '/api/ccc/auth/refreshtoken' },
  });
  expect(await handler({ tell: 'token-calls' }, context)).toEqual(told);
  expect(token.currentId).toBe(versionId);
});
