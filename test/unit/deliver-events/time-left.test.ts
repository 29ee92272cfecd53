import { expect, test } from 'vitest';
import {
  atMost,
  createRequestTimes,
  deliveryBudget,
  timeForRequestMs,
} from '../../../shared/deliver-events/time-left.ts';

const { requestMs, settleMs } = deliveryBudget;

/** An invocation with so much left, and requests that each take so long. */
function invocation(leftMs: number) {
  const clock = { leftMs };
  const times = createRequestTimes(() => clock.leftMs);
  const request = (tookMs: number) =>
    times.measure(async () => {
      clock.leftMs -= tookMs;
    });
  return { clock, times, request };
}

test('reckons with the longest permitted answer before the first one came', () => {
  expect(invocation(requestMs + settleMs).times.isShort()).toBe(false);
  expect(invocation(requestMs + settleMs - 1).times.isShort()).toBe(true);
});

test('goes on, once answers are known to be fast, until a second and the time for settling are left', async () => {
  const { clock, times, request } = invocation(60_000);
  await request(100);
  clock.leftMs = settleMs + 1_000;
  expect(times.isShort()).toBe(false);
  clock.leftMs -= 1;
  expect(times.isShort()).toBe(true);
});

test('keeps twice the longest of late, which fades with each faster answer', async () => {
  const { clock, times, request } = invocation(60_000);
  await request(2_000);
  clock.leftMs = settleMs + 3_999;
  expect(times.isShort()).toBe(true);
  for (let fast = 0; fast < 3; fast += 1) await request(10);
  expect(times.isShort()).toBe(false);
});

test('never asks for more than the longest permitted answer', async () => {
  const { clock, times, request } = invocation(60_000);
  await request(9_000);
  clock.leftMs = requestMs + settleMs;
  expect(times.isShort()).toBe(false);
});

test('gives an answer what is left but the time for settling', () => {
  expect(timeForRequestMs(8_000)).toBe(8_000 - settleMs);
  expect(timeForRequestMs(60_000)).toBe(requestMs);
});

test('a part of an invocation ends after its own time, or with the invocation', () => {
  const clock = { leftMs: 60_000 };
  const remainingMs = () => clock.leftMs;
  const [part, whole] = [atMost(25_000, remainingMs), atMost(90_000, remainingMs)];
  clock.leftMs -= 10_000;
  expect([part(), whole()]).toEqual([15_000, 50_000]);
});
