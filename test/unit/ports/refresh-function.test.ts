import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { Unavailable } from '../../../shared/errors.ts';
import { createRefreshFunction } from '../../../shared/ports/refresh-function.ts';

const client = mockClient(LambdaClient);
const refresh = createRefreshFunction(new LambdaClient({ region: 'us-east-1' }), 'refresh-token');
const request = { cause: 'refused', refusedVersionId: 'v1' } as const;

/** A payload as the SDK gives it: bytes with a method. */
function payload(value: unknown) {
  const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  return Object.assign(new Uint8Array(bytes), { transformToString: () => bytes.toString('utf8') });
}

beforeEach(() => client.reset());

test('runs refresh-token and gives its answer', async () => {
  const answer = { outcome: 'renewed', versionId: 'v2', expiresAt: '2026-11-23T10:00:00.000Z' };
  client.on(InvokeCommand).resolves({ StatusCode: 200, Payload: payload(answer) as never });
  expect(await refresh(request)).toEqual(answer);
  expect(client.commandCalls(InvokeCommand)[0]?.args[0].input).toEqual({
    FunctionName: 'refresh-token',
    InvocationType: 'RequestResponse',
    Payload: JSON.stringify(request),
  });
});

test('is unavailable with the reason when the function failed', async () => {
  const failure = { errorType: 'ConfigurationError', errorMessage: 'fill the secret' };
  client.on(InvokeCommand).resolves({ FunctionError: 'Unhandled', Payload: payload(failure) as never });
  await expect(refresh(request)).rejects.toThrow(Unavailable);
  await expect(refresh(request)).rejects.toThrow('ConfigurationError: fill the secret');
});

test('is unavailable when the function cannot be invoked', async () => {
  client.on(InvokeCommand).rejects(new Error('TooManyRequestsException'));
  await expect(refresh(request)).rejects.toThrow(Unavailable);
});

test.each([
  ['no JSON', 'oops'],
  ['nothing', ''],
  ['another answer', { outcome: 'done' }],
])('is unavailable when the answer is %s', async (_name, value) => {
  client.on(InvokeCommand).resolves({ StatusCode: 200, Payload: payload(value) as never });
  await expect(refresh(request)).rejects.toThrow(Unavailable);
});
