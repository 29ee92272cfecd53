import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { invokeRedrive } from '../../../infra/ops/invoke-redrive.ts';
import { Unavailable } from '../../../shared/errors.ts';

const lambda = mockClient(LambdaClient);
const redrive = () => invokeRedrive(new LambdaClient({ region: 'us-east-1' }), 'receiver', '{"a":1}');
const payload = (value: unknown) => Buffer.from(JSON.stringify(value)) as never;

beforeEach(() => lambda.reset());

test.each([
  { outcome: 'taken', accepted: 1, ignored: 0 },
  { outcome: 'dead-lettered', detail: 'no such shape' },
])('gives the answer of the function: $outcome', async (answer) => {
  lambda.on(InvokeCommand).resolves({ Payload: payload(answer) });
  expect(await redrive()).toEqual(answer);
  expect(lambda.commandCalls(InvokeCommand)[0]?.args[0].input).toEqual({
    FunctionName: 'receiver',
    InvocationType: 'RequestResponse',
    Payload: '{"a":1}',
  });
});

test('is unavailable with the reason where the function failed', async () => {
  const failure = { errorType: 'UnknownSource', errorMessage: 'no source of that name' };
  lambda.on(InvokeCommand).resolves({ FunctionError: 'Unhandled', Payload: payload(failure) });
  await expect(redrive()).rejects.toThrow(Unavailable);
  await expect(redrive()).rejects.toThrow('UnknownSource: no source of that name');
});

test('is unavailable where a function of an older version takes it for a webhook', async () => {
  lambda.on(InvokeCommand).resolves({ Payload: payload({ statusCode: 500, headers: {} }) });
  await expect(redrive()).rejects.toThrow('deploy this version');
});

test('is unavailable where the function may not be invoked', async () => {
  lambda.on(InvokeCommand).rejects(new Error('not authorized'));
  await expect(redrive()).rejects.toThrow(Unavailable);
});
