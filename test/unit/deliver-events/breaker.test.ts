import { describe, expect, test } from 'vitest';
import { breaking, createBreaker } from '../../../shared/deliver-events/breaker.ts';

const probeMs = breaking.probeSeconds * 1000;

/** A breaker whose group has failed so often, at the time 0. */
function afterFailures(count: number) {
  const breaker = createBreaker();
  for (let failure = 0; failure < count; failure += 1) breaker.failed('1/activity', 0);
  return breaker;
}

describe('a breaker', () => {
  test('lets everything go until the third failure in a row', () => {
    expect(afterFailures(breaking.failures - 1).mayTry('1/activity', 0)).toBe(true);
    expect(afterFailures(breaking.failures).mayTry('1/activity', 0)).toBe(false);
  });

  test('lets one probe go once it is due, and no second one before the next', () => {
    const breaker = afterFailures(breaking.failures);
    expect(breaker.mayTry('1/activity', probeMs - 1)).toBe(false);
    expect(breaker.mayTry('1/activity', probeMs)).toBe(true);
    expect(breaker.mayTry('1/activity', probeMs)).toBe(false);
    expect(breaker.mayTry('1/activity', 2 * probeMs)).toBe(true);
  });

  test('lets everything go again once a request worked', () => {
    const breaker = afterFailures(breaking.failures);
    breaker.worked('1/activity');
    expect(breaker.mayTry('1/activity', 0)).toBe(true);
    breaker.failed('1/activity', 0);
    expect(breaker.mayTry('1/activity', 0)).toBe(true);
  });

  test('holds nothing against other accounts and calls', () => {
    const breaker = afterFailures(breaking.failures);
    expect(breaker.mayTry('1/volume', 0)).toBe(true);
    expect(breaker.mayTry('2/activity', 0)).toBe(true);
  });

  test('leaves an API alone for as long as it asks, from the first failure on', () => {
    const breaker = createBreaker();
    breaker.failed('1/activity', 0, 120);
    expect(breaker.mayTry('1/activity', 119_999)).toBe(false);
    expect(breaker.mayTry('1/activity', 120_000)).toBe(true);
  });
});
