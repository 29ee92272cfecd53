import { expect, test } from 'vitest';
import { TooManyRequests } from '../../../infra/local/lambda/errors.ts';
import { type AsyncPolicy, invokeAsync } from '../../../infra/local/lambda/invoke-async.ts';
import { type InvokeResult, platformFailure } from '../../../infra/local/lambda/invoke-result.ts';

const failed = platformFailure('r', 'Runtime.ExitError', 'died');
const done: InvokeResult = { status: 200, payload: Buffer.from('null'), requestId: 'r' };

/** Answers an event's attempts in turn; pauses are written down, not waited for. */
async function run(attempts: readonly (InvokeResult | 'throttled')[], policy?: AsyncPolicy) {
  const pauses: number[] = [];
  let invocations = 0;
  const givenUp = await invokeAsync({
    invoke: async () => {
      const answer = attempts[Math.min(invocations, attempts.length - 1)] ?? done;
      invocations += 1;
      if (answer === 'throttled') throw new TooManyRequests('busy');
      return answer;
    },
    ...(policy && { policy }),
    pause: async (ms) => {
      pauses.push(ms);
    },
    stopped: () => false,
    onFailure: () => {},
  });
  return { givenUp, pauses, invocations };
}

test('an event is done with the first attempt that succeeds', async () => {
  expect(await run([failed, done])).toEqual({ givenUp: undefined, pauses: [60_000], invocations: 2 });
});

test('an event is given up after two more attempts where nothing else is configured', async () => {
  const { givenUp, invocations } = await run([failed]);
  expect(givenUp).toEqual({ condition: 'RetriesExhausted', attempts: 3, result: failed });
  expect(invocations).toBe(3);
});

test('an event is given up after the attempts that the function’s configuration allows', async () => {
  const { invocations } = await run([failed], { maxRetries: 0, maxAgeMs: 3_600_000 });
  expect(invocations).toBe(1);
});

test('an event is given up when the next attempt would find it too old', async () => {
  const { givenUp, pauses } = await run([failed], { maxRetries: 2, maxAgeMs: 120_000 });
  expect(givenUp).toMatchObject({ condition: 'EventAgeExceeded', attempts: 2 });
  expect(pauses).toEqual([60_000]);
});

test('a throttled event uses up no attempt', async () => {
  const { givenUp, invocations } = await run(['throttled', 'throttled', done], {
    maxRetries: 0,
    maxAgeMs: 3_600_000,
  });
  expect(givenUp).toBeUndefined();
  expect(invocations).toBe(3);
});

test('a throttled event is given up when it is too old, never having reached the function', async () => {
  const { givenUp } = await run(['throttled'], { maxRetries: 2, maxAgeMs: 60_000 });
  expect(givenUp).toEqual({ condition: 'EventAgeExceeded', attempts: 0 });
});
