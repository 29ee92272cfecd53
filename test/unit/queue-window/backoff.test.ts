import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffSeconds } from '../../../shared/queue-window/backoff.ts';

test('doubles the wait with each attempt, half of it fixed and half jitter', () => {
  expect([1, 2, 3].map((receives) => backoffSeconds(receives, 0))).toEqual([8, 15, 30]);
  expect([1, 2, 3].map((receives) => backoffSeconds(receives, 1))).toEqual([15, 30, 60]);
});

test('never waits longer than fifteen minutes nor less than a second', () => {
  const inputs = [fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true })] as const;
  fc.assert(
    fc.property(...inputs, (receives, random) => {
      const seconds = backoffSeconds(receives, random);
      expect(seconds).toBeGreaterThanOrEqual(1);
      expect(seconds).toBeLessThanOrEqual(900);
    }),
  );
});

test('waits as long as the API asks, up to fifteen minutes', () => {
  expect(backoffSeconds(1, 0.5, 42)).toBe(42);
  expect(backoffSeconds(1, 0.5, 86_400)).toBe(900);
});
