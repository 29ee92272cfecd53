import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPacer, maxSleepMs } from '../../../shared/deliver-events/pacer.ts';

/** Environments over one clock; each sends as fast as its pacer lets it. `sentAt` is when which account's requests went. */
function environments(count: number, requestsPerSecond: number) {
  const clock = { nowMs: 0 };
  const sentAt: number[] = [];
  const slept: number[] = [];
  const paced = Array.from({ length: count }, () => {
    const own = { untilMs: 0 };
    const sleep = async (milliseconds: number) => {
      slept.push(milliseconds);
      own.untilMs = clock.nowMs + milliseconds;
    };
    const pace = createPacer(requestsPerSecond, count, { now: () => clock.nowMs, sleep });
    return async () => {
      if (clock.nowMs < own.untilMs) return;
      if ((await pace('1')) === undefined) sentAt.push(Math.max(own.untilMs, clock.nowMs));
    };
  });
  return { clock, sentAt, slept, paced };
}

test('all environments together send no more than the account allows, whatever the pauses between them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 8 }),
      fc.double({ min: 0.5, max: 50, noNaN: true }),
      fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 20, maxLength: 60 }),
      async (count, requestsPerSecond, pausesMs) => {
        const { clock, sentAt, paced, slept } = environments(count, requestsPerSecond);
        for (const pauseMs of pausesMs) {
          for (const send of paced) await send();
          clock.nowMs += pauseMs;
        }
        const inOrder = sentAt.toSorted((one, other) => one - other);
        // Each environment may have one at the beginning; the budget holds for all after those.
        const tooMany = inOrder.flatMap((fromMs, index) =>
          inOrder.slice(index).filter((untilMs, further) => {
            const allowed = count + ((untilMs - fromMs) * requestsPerSecond) / 1000;
            return further + 1 > allowed + 1e-6;
          }),
        );
        expect(tooMany).toEqual([]);
        expect(Math.max(0, ...slept)).toBeLessThanOrEqual(maxSleepMs);
      },
    ),
    { numRuns: 100 },
  );
});

test('never sleeps longer than two seconds: it says how far off the turn is, and takes none', async () => {
  const clock = { nowMs: 0 };
  const slept: number[] = [];
  const sleep = async (milliseconds: number) => void slept.push(milliseconds);
  const pace = createPacer(0.1, 2, { now: () => clock.nowMs, sleep });
  expect(await pace('1')).toBeUndefined();
  expect([await pace('1'), await pace('1')]).toEqual([20_000, 20_000]);
  clock.nowMs = 18_500;
  expect(await pace('1')).toBeUndefined();
  expect(slept).toEqual([1_500]);
});

test('holds no account up for another', async () => {
  const slept: number[] = [];
  const sleep = async (milliseconds: number) => void slept.push(milliseconds);
  const pace = createPacer(10, 2, { now: () => 0, sleep });
  await pace('1');
  await pace('2');
  expect(slept).toEqual([]);
  await pace('1');
  expect(slept).toEqual([200]);
});
