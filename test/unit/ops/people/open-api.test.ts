import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openApi } from '../../../../infra/ops/people/open-api.ts';
import { createSandbox, DEFAULT_CREDENTIALS, type Sandbox } from '../../../../infra/sandbox/sandbox.ts';
import { createCloudConnect } from '../../../../shared/cloud-connect/client.ts';
import { Unavailable } from '../../../../shared/errors.ts';
import { toStoredToken } from '../../../../shared/refresh-token/stored-token.ts';
import { configuration } from '../../deliver-events/sample.ts';
import { people } from './sample-people.ts';

const [lambda, secrets] = [mockClient(LambdaClient), mockClient(SecretsManagerClient)];
const payload = (value: unknown) => Buffer.from(JSON.stringify(value)) as never;
const region = { region: 'us-east-1' };

let sandbox: Sandbox;
let asked: unknown[];
/** The versions of the token secret, the current one last. */
let versions: string[];

beforeEach(async () => {
  sandbox = await createSandbox();
  [asked, versions] = [[], ['{}']];
  secrets.reset();
  secrets.on(GetSecretValueCommand, { SecretId: 'token' }).callsFake(() => {
    return { SecretString: versions.at(-1), VersionId: `v${versions.length}` };
  });
  lambda.reset();
  lambda.on(InvokeCommand, { FunctionName: 'refresher' }).callsFake(async ({ Payload }) => {
    const event = JSON.parse(Buffer.from(Payload).toString());
    asked.push(event);
    const cloudConnect = { ...configuration.cloudConnect, baseUrl: sandbox.url };
    if (event.tell) return { Payload: payload({ cloudConnect, accountIds: ['1'] }) };
    await logIn();
    return { Payload: payload({ outcome: 'renewed', versionId: `v${versions.length}` }) };
  });
});
afterEach(() => sandbox.close());

/** What refresh-token does: a new token becomes the current version. */
async function logIn(): Promise<void> {
  const api = createCloudConnect({ ...configuration.cloudConnect, baseUrl: sandbox.url });
  const pair = await api.login(DEFAULT_CREDENTIALS);
  await api.close();
  versions.push(JSON.stringify(toStoredToken(pair, 'login', Date.now())));
}

const open = () =>
  openApi({
    lambda: new LambdaClient(region),
    secretsManager: new SecretsManagerClient(region),
    refreshFunctionName: 'refresher',
    tokenSecretId: 'token',
  });

const ada = ['1001', 'Ada', 'Lovelace'];

test('calls the API at the address that refresh-token tells, with the token that is stored', async () => {
  await logIn();
  const api = await open();
  await api.insert(people, [ada], '1');
  expect(await api.list(people, '1')).toEqual([ada]);
  expect(asked).toEqual([{ tell: 'api-settings' }]);
  await api.close();
});

test('has refresh-token get a token where there is none', async () => {
  const api = await open();
  expect(await api.list(people, '1')).toEqual([]);
  expect(asked.at(-1)).toEqual({ cause: 'missing' });
  await api.close();
});

test('has refresh-token renew the token that the API refuses, and calls again', async () => {
  await logIn();
  const api = await open();
  await fetch(`${sandbox.url}/sandbox/expire-tokens`, { method: 'POST' });
  expect(await api.list(people, '1')).toEqual([]);
  expect(asked.at(-1)).toEqual({ cause: 'refused', refusedVersionId: 'v2' });
  await api.close();
});

test('is unavailable where refresh-token is of an older version', async () => {
  const failure = { errorType: 'ConfigurationError', errorMessage: 'an event it does not know' };
  lambda.on(InvokeCommand).resolves({ FunctionError: 'Unhandled', Payload: payload(failure) });
  await expect(open()).rejects.toThrow(Unavailable);
  await expect(open()).rejects.toThrow('an event it does not know');
});
