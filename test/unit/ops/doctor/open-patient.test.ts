import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { openPatient } from '../../../../infra/ops/doctor/open-patient.ts';
import { NotOpen } from '../../../../infra/ops/doctor/patient.ts';
import { screen } from '../sample.ts';

const lambda = mockClient(LambdaClient);
beforeEach(() => lambda.reset().on(ListFunctionsCommand).rejects(new Error('no answer')));
afterAll(() => lambda.restore());

const local = { endpoint: 'http://127.0.0.1:1234', accessKeyId: 'KEY', secretAccessKey: 'SECRET' };
const open = (target: Parameters<typeof openPatient>[0]) => openPatient(target, screen().terminal);

test('one that cannot be opened says why to the check that asks, and to all others only that it is not open', async () => {
  const patient = open(local);
  await expect(patient.opening()).rejects.toThrow('no answer');
  await expect(patient.deployment()).rejects.toThrow(NotOpen);
  await expect(patient.configuration()).rejects.toThrow(NotOpen);
  await patient.close();
});

test('the configuration of a stack is read from its file, be the stack open or not', async () => {
  const patient = open({ environment: 'example', region: undefined });
  expect((await patient.configuration()).environment).toBe('example');
  await patient.close();
});

test('its command lines are those of the target', async () => {
  expect(open(local).command('dead-letters list')).toBe(
    'npm run ops -- dead-letters list --local http://KEY:SECRET@127.0.0.1:1234',
  );
  const deployed = open({ environment: 'test', region: 'eu-west-1' });
  expect(deployed.command('doctor')).toBe('npm run ops -- doctor --environment test --region eu-west-1');
  expect(deployed.deploy).toBe('npm run deploy -- -c environment=test');
  expect(open({ environment: 'test', region: undefined }).command('doctor')).toBe(
    'npm run ops -- doctor --environment test',
  );
});
