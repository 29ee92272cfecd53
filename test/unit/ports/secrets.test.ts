import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { ConfigurationError, Unavailable } from '../../../shared/errors.ts';
import { createSecrets, SecretMissing } from '../../../shared/ports/secrets.ts';
import { credentialsFormat } from '../../../shared/refresh-token/obtain-token.ts';
import { tokenSecretFormat } from '../../../shared/refresh-token/stored-token.ts';

const client = mockClient(SecretsManagerClient);
const secrets = createSecrets({ client: new SecretsManagerClient({ region: 'us-east-1' }) });

const stored = {
  accessToken: 'the-access-token',
  refreshToken: 'the-refresh-token',
  expiresAt: '2026-11-23T10:00:00.000Z',
  issuedAt: '2026-11-23T09:00:00.000Z',
  issuedBy: 'login',
};
const replacement = { secretId: 'token', value: stored, seenVersionId: 'seen', newVersionId: 'new' };

function holds(SecretString: string, VersionId = 'v1') {
  client.on(GetSecretValueCommand).resolves({ SecretString, VersionId });
}

function named(name: string, message = 'refused by AWS'): Error {
  return Object.assign(new Error(message), { name });
}

async function errorOf(promise: Promise<unknown>): Promise<Error> {
  return await promise.then(
    () => expect.unreachable('it resolved'),
    (error) => error,
  );
}

beforeEach(() => client.reset());

describe('read', () => {
  test('gives the value with its version', async () => {
    holds(JSON.stringify(stored), 'v7');
    expect(await secrets.read('token', tokenSecretFormat)).toEqual({ value: stored, versionId: 'v7' });
    expect(client.commandCalls(GetSecretValueCommand)[0]?.args[0].input).toEqual({ SecretId: 'token' });
  });

  test('takes {} as no token yet', async () => {
    holds('{}');
    expect(await secrets.read('token', tokenSecretFormat)).toEqual({ value: undefined, versionId: 'v1' });
  });

  test('tells the operator which secret to fill and with which JSON', async () => {
    holds('{}');
    const error = await errorOf(secrets.read('adapter/credentials', credentialsFormat));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toContain('adapter/credentials');
    expect(error.message).toContain('userName');
    expect(error.message).toContain('put {"userName":"…","password":"…"} into it');
  });

  test.each([
    ['no JSON', 'hunter2-the-password'],
    ['JSON of another shape', '{"userName":17,"password":["hunter2-the-password"]}'],
    ['a text', '"hunter2-the-password"'],
  ])('does not quote a value that is %s', async (_name, text) => {
    holds(text);
    const error = await errorOf(secrets.read('credentials', credentialsFormat));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(`${error.stack} ${String(error.cause)}`).not.toContain('hunter2');
  });

  test('tells a missing secret apart', async () => {
    client
      .on(GetSecretValueCommand)
      .rejects(new ResourceNotFoundException({ message: 'no such secret', $metadata: {} }));
    expect(await errorOf(secrets.read('token', tokenSecretFormat))).toBeInstanceOf(SecretMissing);
  });

  test('is unavailable, not wrong, when Secrets Manager cannot be reached', async () => {
    client.on(GetSecretValueCommand).rejects(named('TimeoutError'));
    const error = await errorOf(secrets.read('token', tokenSecretFormat));
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).toMatchObject({ status: 503, retryable: true });
    expect(error.message).toContain('TimeoutError');
  });
});

describe('replace', () => {
  test('moves AWSCURRENT from the version that was read', async () => {
    client.on(PutSecretValueCommand).resolves({}).on(UpdateSecretVersionStageCommand).resolves({});
    expect(await secrets.replace(replacement)).toBe('replaced');
    expect(client.calls().map(({ args }) => args[0].input)).toEqual([
      {
        SecretId: 'token',
        ClientRequestToken: 'new',
        SecretString: JSON.stringify(stored),
        VersionStages: ['ADAPTERPENDING'],
      },
      {
        SecretId: 'token',
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: 'new',
        RemoveFromVersionId: 'seen',
      },
    ]);
  });

  test('tells a lost race apart: another version became current', async () => {
    client.on(UpdateSecretVersionStageCommand).rejects(named('InvalidParameterException'));
    holds('{}', 'from-another');
    expect(await secrets.replace(replacement)).toBe('lost');
  });

  test('has won where the move happened and only its answer was lost', async () => {
    client.on(UpdateSecretVersionStageCommand).rejects(named('InvalidParameterException'));
    holds(JSON.stringify(stored), 'new');
    expect(await secrets.replace(replacement)).toBe('replaced');
  });

  test('is unavailable where the move failed and nothing changed', async () => {
    client.on(UpdateSecretVersionStageCommand).rejects(named('InternalServiceError'));
    holds('{}', 'seen');
    expect(await errorOf(secrets.replace(replacement))).toBeInstanceOf(Unavailable);
  });

  test('moves nothing when the new version was not taken, and does not quote it', async () => {
    client.on(PutSecretValueCommand).rejects(named('LimitExceededException'));
    const error = await errorOf(secrets.replace(replacement));
    expect(error).toBeInstanceOf(Unavailable);
    expect(error.message).not.toContain('the-access-token');
    expect(client.commandCalls(UpdateSecretVersionStageCommand)).toHaveLength(0);
  });
});
