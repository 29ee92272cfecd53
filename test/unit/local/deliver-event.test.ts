import { expect, test } from 'vitest';
import { deliverEvent } from '../../../infra/local/event-bus/deliver-event.ts';

/** Delivers on a clock that pauses alone move; `failures` is how many attempts fail first. */
async function run(failures: number, { maxRetries = 185, maxAgeSeconds = 86_400, allowed = true } = {}) {
  let now = 0;
  let attempts = 0;
  const failure = await deliverEvent(
    { maxRetries, maxAgeSeconds },
    {
      mayInvoke: () => (allowed ? { allowed } : { allowed, message: 'not authorized' }),
      invoke: async () => {
        attempts += 1;
        if (attempts <= failures) throw new RangeError('no room');
      },
      now: () => now,
      pause: async (ms) => {
        now += ms;
      },
      stopped: () => false,
    },
  );
  return { failure, attempts };
}

test('an event that Lambda takes is delivered', async () => {
  expect(await run(0)).toEqual({ failure: undefined, attempts: 1 });
});

test('an event that Lambda does not take is tried again', async () => {
  expect(await run(4)).toEqual({ failure: undefined, attempts: 5 });
});

test('an event is given up when its attempts are used up', async () => {
  const { failure } = await run(9, { maxRetries: 3 });
  expect(failure).toEqual({
    ERROR_CODE: 'RangeError',
    ERROR_MESSAGE: 'no room',
    RETRY_ATTEMPTS: '3',
    EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
  });
});

test('an event is given up when it would be too old', async () => {
  const { failure } = await run(9, { maxAgeSeconds: 60 });
  expect(failure).toMatchObject({
    EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds',
    RETRY_ATTEMPTS: '5',
  });
});

test('an event whose rule has no permission is not tried at all', async () => {
  const { failure, attempts } = await run(0, { allowed: false });
  expect(attempts).toBe(0);
  expect(failure).toEqual({
    ERROR_CODE: 'NO_PERMISSIONS',
    ERROR_MESSAGE: 'not authorized',
    RETRY_ATTEMPTS: '0',
  });
});
