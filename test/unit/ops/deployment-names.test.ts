import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { findDeploymentNames } from '../../../infra/ops/deployment-names.ts';
import { functionDescription } from '../../../shared/environment.ts';
import { ConfigurationError, Unavailable } from '../../../shared/errors.ts';

const lambda = mockClient(LambdaClient);
const find = (environment: string) =>
  findDeploymentNames(new LambdaClient({ region: 'us-east-1' }), environment);
const Variables = {
  TABLE_NAME: 'table',
  EVENTS_QUEUE_URL: 'https://events',
  CONTACTS_QUEUE_URL: 'https://contacts',
  SOURCE_SECRET_PREFIX: 'prefix/',
};

beforeEach(() => {
  lambda.reset();
  const deployed = (environment: string) => ({
    FunctionName: `receiver-${environment}`,
    Description: functionDescription('receive-webhook', environment),
    Environment: { Variables },
  });
  const other = { FunctionName: 'other', Description: functionDescription('deliver-events', 'prod') };
  lambda
    .on(ListFunctionsCommand, {})
    .resolves({ Functions: [other, deployed('test')], NextMarker: 'more' })
    .on(ListFunctionsCommand, { Marker: 'more' })
    .resolves({ Functions: [deployed('prod')] });
});

test('finds the table, the queues and the function by what receive-webhook says of itself, over pages', async () => {
  expect(await find('prod')).toEqual({
    tableName: 'table',
    queueUrls: { events: 'https://events', contacts: 'https://contacts' },
    functionNames: { 'receive-webhook': 'receiver-prod' },
  });
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
