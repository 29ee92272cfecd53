import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { invokeFunction, understood } from '../../../infra/ops/invoke-function.ts';
import { Unavailable } from '../../../shared/errors.ts';

const lambda = mockClient(LambdaClient);
const invoke = () => invokeFunction(new LambdaClient({ region: 'us-east-1' }), 'receiver', '{"a":1}');
const payload = (value: unknown) => Buffer.from(JSON.stringify(value)) as never;

beforeEach(() => lambda.reset());

test('gives the answer of the function', async () => {
  lambda.on(InvokeCommand).resolves({ Payload: payload({ outcome: 'taken' }) });
  expect(await invoke()).toEqual({ outcome: 'taken' });
  expect(lambda.commandCalls(InvokeCommand)[0]?.args[0].input).toEqual({
    FunctionName: 'receiver',
    InvocationType: 'RequestResponse',
    Payload: '{"a":1}',
  });
});

test('is unavailable with the reason where the function failed', async () => {
  const failure = { errorType: 'UnknownSource', errorMessage: 'no source of that name' };
  lambda.on(InvokeCommand).resolves({ FunctionError: 'Unhandled', Payload: payload(failure) });
  await expect(invoke()).rejects.toThrow(Unavailable);
  await expect(invoke()).rejects.toThrow('UnknownSource: no source of that name');
});

test('has no answer where what comes is no JSON', async () => {
  lambda.on(InvokeCommand).resolves({ Payload: Buffer.from('') as never });
  expect(await invoke()).toBeUndefined();
});

test('takes an answer of an older version of the function for none, and says what to do', () => {
  const answer = z.strictObject({ outcome: z.literal('taken') });
  expect(understood(answer, { outcome: 'taken' }, 'receiver')).toEqual({ outcome: 'taken' });
  const read = () => understood(answer, { statusCode: 500 }, 'receiver does not know how to redrive');
  expect(read).toThrow(Unavailable);
  expect(read).toThrow('does not know how to redrive: deploy this version');
});

test('is unavailable where the function may not be invoked', async () => {
  lambda.on(InvokeCommand).rejects(new Error('not authorized'));
  await expect(invoke()).rejects.toThrow(Unavailable);
});
