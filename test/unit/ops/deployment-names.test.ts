import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { findDeploymentNames } from '../../../infra/ops/deployment-names.ts';
import { functionDescription } from '../../../shared/environment.ts';
import { ConfigurationError, Unavailable } from '../../../shared/errors.ts';

const lambda = mockClient(LambdaClient);
const find = (environment?: string) =>
  findDeploymentNames(new LambdaClient({ region: 'us-east-1' }), environment);

/** What the functions of a deployment say of themselves. */
const deployed = (environment: string) => [
  {
    FunctionName: `delivery-${environment}`,
    Description: functionDescription('deliver-events', environment),
    Environment: {
      Variables: { TABLE_NAME: 'table', EVENTS_QUEUE_URL: 'https://events', TOKEN_SECRET_ID: 'token' },
    },
    LoggingConfig: { LogGroup: `log-of-delivery-${environment}` },
  },
  {
    FunctionName: `receiver-${environment}`,
    Description: functionDescription('receive-webhook', environment),
    Environment: {
      Variables: {
        TABLE_NAME: 'table',
        CONTACTS_QUEUE_URL: 'https://contacts',
        SOURCE_SECRET_PREFIX: 'adapter/source/',
      },
    },
  },
  {
    FunctionName: `refresher-${environment}`,
    Description: functionDescription('refresh-token', environment),
    Environment: { Variables: { CREDENTIALS_SECRET_ID: 'arn:credentials', TOKEN_SECRET_ID: 'arn:token' } },
  },
];

beforeEach(() => {
  lambda.reset();
  lambda
    .on(ListFunctionsCommand, {})
    .resolves({ Functions: [{ FunctionName: 'a stranger' }, ...deployed('test')], NextMarker: 'more' })
    .on(ListFunctionsCommand, { Marker: 'more' })
    .resolves({ Functions: deployed('prod') });
});

test('finds the table, the queues, the secrets and the functions by what the functions say of themselves, over pages', async () => {
  expect(await find('prod')).toEqual({
    environment: 'prod',
    tableName: 'table',
    queueUrls: { events: 'https://events', contacts: 'https://contacts' },
    secrets: { credentials: 'arn:credentials', token: 'arn:token', sourcePrefix: 'adapter/source/' },
    functionNames: new Map([
      ['receive-webhook', 'receiver-prod'],
      ['deliver-events', 'delivery-prod'],
      ['refresh-token', 'refresher-prod'],
    ]),
    logGroups: new Map([
      ['/aws/lambda/receiver-prod', 'receive-webhook'],
      ['log-of-delivery-prod', 'deliver-events'],
      ['/aws/lambda/refresher-prod', 'refresh-token'],
    ]),
  });
});

test('finds the only deployment of a local run, of whatever environment it is', async () => {
  lambda.reset();
  lambda.on(ListFunctionsCommand).resolves({ Functions: deployed('mine') });
  expect(await find()).toMatchObject({ environment: 'mine', tableName: 'table' });
});

test('names the environments that there are where one is not', async () => {
  await expect(find('pro')).rejects.toThrow(ConfigurationError);
  await expect(find('pro')).rejects.toThrow(
    'got "pro", which this account and region have no deployment of (there are prod, test)',
  );
});

test('is unavailable with the words of AWS where it may not look', async () => {
  lambda.reset();
  lambda.on(ListFunctionsCommand).rejects(new Error('not authorized to perform lambda:ListFunctions'));
  await expect(find('prod')).rejects.toThrow(Unavailable);
  await expect(find('prod')).rejects.toThrow('lambda:ListFunctions');
});
