import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test, vi } from 'vitest';
import { openDeployment } from '../../../infra/ops/open-deployment.ts';

vi.mock(import('../../../infra/environments/load-environment.ts'), async (original) => {
  const { loadEnvironment } = await original();
  return { loadEnvironment: (name) => ({ ...loadEnvironment(name), region: 'eu-west-1' }) };
});

const lambda = mockClient(LambdaClient);
beforeEach(() => {
  lambda.reset();
  lambda.on(ListFunctionsCommand).resolves({ Functions: [] });
});

/** The region that is asked for the functions of this environment. */
async function askedRegion(region?: string): Promise<unknown> {
  await expect(openDeployment({ environment: 'example', region })).rejects.toThrow('no deployment');
  const client = lambda.commandCalls(ListFunctionsCommand)[0]?.thisValue;
  return client instanceof LambdaClient ? await client.config.region() : undefined;
}

test('a deployment is looked for in the region that its file names', async () => {
  expect(await askedRegion()).toBe('eu-west-1');
});

test('and in another one where the command line says so', async () => {
  expect(await askedRegion('eu-central-1')).toBe('eu-central-1');
});
