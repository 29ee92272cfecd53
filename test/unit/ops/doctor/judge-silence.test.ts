import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeSilence } from '../../../../infra/ops/doctor/judge-silence.ts';
import { dayMs, hourMs, minuteMs, nowMs } from './sample-patient.ts';

const quarterMs = 15 * minuteMs;
const weekMs = 7 * dayMs;

/** The quarter hours of the last weeks, up to now, in which a source that keeps these hours of UTC sent. */
function activeIn(isOpen: (at: Date) => boolean, weeks = 2, untilMs = nowMs): number[] {
  const quarters = Array.from(
    { length: (weeks * weekMs) / quarterMs },
    (_, index) => nowMs - (index + 1) * quarterMs,
  );
  return quarters.filter((at) => at < untilMs && isOpen(new Date(at))).toReversed();
}
const rhythmOf = (activeMs: readonly number[], weeks = 2) => ({
  activeMs,
  knownSinceMs: nowMs - weeks * weekMs,
});
const officeHours = (at: Date) => at.getUTCDay() % 6 !== 0 && at.getUTCHours() >= 8 && at.getUTCHours() < 18;
const always = () => true;

describe('a source that keeps office hours', () => {
  test('is not missed while it sends', () => {
    expect(judgeSilence(rhythmOf(activeIn(officeHours)), nowMs).verdict).toBe('usual');
  });

  test('is missed after some hours in the middle of the day', () => {
    expect(judgeSilence(rhythmOf(activeIn(officeHours)), nowMs + 4 * hourMs)).toMatchObject({
      verdict: 'longer',
    });
  });

  test('is not missed at night', () => {
    const rhythm = rhythmOf(activeIn(officeHours).concat(thisWeek()));
    expect(judgeSilence(rhythm, nowMs + 14 * hourMs).verdict).toBe('usual');
  });

  test('is not missed on a Sunday, though six of seven days are others', () => {
    const sunday = nowMs + 4 * dayMs;
    const rhythm = rhythmOf(activeIn(officeHours).concat(thisWeek()));
    expect(judgeSilence(rhythm, sunday).verdict).toBe('usual');
  });

  /** Wednesday's rest, Thursday and Friday. */
  function thisWeek(): number[] {
    return Array.from({ length: (3 * dayMs) / quarterMs }, (_, index) => nowMs + index * quarterMs).filter(
      (at) => officeHours(new Date(at)),
    );
  }
});

test('a source that sends all the time is missed after half an hour beyond its longest gap, not before', () => {
  const silentFor = (ms: number) => judgeSilence(rhythmOf(activeIn(always, 2, nowMs - ms)), nowMs);
  expect(silentFor(30 * minuteMs).verdict).toBe('usual');
  expect(silentFor(90 * minuteMs)).toMatchObject({ verdict: 'longer', silentMs: 90 * minuteMs });
});

test('what is usual is not known before a week has passed', () => {
  const rhythm = { activeMs: [nowMs - 5 * dayMs], knownSinceMs: nowMs - 5 * dayMs };
  expect(judgeSilence(rhythm, nowMs)).toEqual({
    verdict: 'unknown',
    silentMs: 5 * dayMs - quarterMs,
    knownMs: 5 * dayMs,
  });
});

const quartersAgo = fc.uniqueArray(fc.integer({ min: 1, max: (2 * weekMs) / quarterMs }), { maxLength: 300 });
const activeOf = (ago: readonly number[]) =>
  ago.map((each) => nowMs - each * quarterMs).toSorted((one, other) => one - other);

test('whatever the rhythm, longer than usual is longer by half an hour and half as much again, and no more is', () => {
  fc.assert(
    fc.property(quartersAgo, (ago) => {
      const silence = judgeSilence(rhythmOf(activeOf(ago)), nowMs);
      if (silence.verdict === 'unknown') throw new Error('two weeks are known');
      const { silentMs, usualMs, verdict } = silence;
      const most = Math.max(usualMs + 30 * minuteMs, usualMs * 1.5);
      expect(verdict).toBe(silentMs > most ? 'longer' : 'usual');
      expect(silentMs).toBe((Math.min(...ago, (2 * weekMs) / quarterMs) - 1) * quarterMs);
    }),
  );
});

test('whatever the rhythm, a source that has just sent is not missed', () => {
  fc.assert(
    fc.property(quartersAgo, (ago) => {
      const activeMs = activeOf(ago);
      expect(judgeSilence(rhythmOf([...activeMs, nowMs - quarterMs]), nowMs).verdict).toBe('usual');
    }),
  );
});

test('whatever the rhythm, a source that repeats its week exactly is never missed', () => {
  const week = weekMs / quarterMs;
  const slots = fc.uniqueArray(fc.integer({ min: 1, max: week }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(slots, (ago) => {
      const twice = [...ago, ...ago.map((each) => each + week), ...ago.map((each) => each + 2 * week)];
      const rhythm = { activeMs: activeOf(twice), knownSinceMs: nowMs - 3 * weekMs };
      expect(judgeSilence(rhythm, nowMs).verdict).toBe('usual');
    }),
  );
});
