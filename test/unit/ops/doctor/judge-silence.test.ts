import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeSilence } from '../../../../infra/ops/doctor/judge-silence.ts';

const [quarterMs, hourMs, dayMs] = [900_000, 3_600_000, 86_400_000];
const weekMs = 7 * dayMs;
/** A Monday, at midnight. */
const mondayMs = Date.parse('2026-11-23T00:00:00Z');
const at = (day: number, hour: number) => mondayMs + day * dayMs + hour * hourMs;

/** The quarter hours from one time to another in which a center sends that is open so. */
function active(fromMs: number, toMs: number, isOpen: (day: number, hour: number) => boolean): number[] {
  const quarters = Array.from(
    { length: (toMs - fromMs) / quarterMs },
    (_, index) => fromMs + index * quarterMs,
  );
  return quarters.filter((ms) => {
    const sinceMonday = (((ms - mondayMs) % weekMs) + weekMs) % weekMs;
    return isOpen(Math.floor(sinceMonday / dayMs), (sinceMonday % dayMs) / hourMs);
  });
}

/** From Monday to Friday, from eight to six. */
const office = (day: number, hour: number) => day < 5 && hour >= 8 && hour < 18;
const knownSinceMs = mondayMs - 2 * weekMs;
const untilDeath = (diedMs: number) => ({ activeMs: active(knownSinceMs, diedMs, office), knownSinceMs });

describe('a center with office hours', () => {
  test.each([
    ['at night', at(0, 3)],
    ['before it opens', at(0, 7.75)],
    ['in its morning', at(2, 10)],
    ['after it has closed', at(2, 23)],
    ['on Saturday', at(5, 12)],
    ['on Sunday night', at(6, 23.5)],
    ['on the Monday after', at(7, 7)],
  ])('is silent as usual %s', (_when, nowMs) => {
    expect(judgeSilence(untilDeath(nowMs), nowMs)).toMatchObject({ verdict: 'usual' });
  });

  test('is silent for longer than usual an hour after its feed died in the morning', () => {
    const silence = judgeSilence(untilDeath(at(1, 10)), at(1, 11));
    expect(silence).toEqual({ verdict: 'longer', silentMs: hourMs, usualMs: 0 });
  });

  test('is silent as usual half an hour after it died: one gap is no dead feed', () => {
    expect(judgeSilence(untilDeath(at(1, 10)), at(1, 10.5))).toMatchObject({ verdict: 'usual' });
  });

  test('is silent for longer than usual in the second hour of a day on which it did not open', () => {
    expect(judgeSilence(untilDeath(at(1, 18)), at(2, 8.5))).toMatchObject({ verdict: 'usual' });
    expect(judgeSilence(untilDeath(at(1, 18)), at(2, 9.5))).toMatchObject({ verdict: 'longer' });
  });

  test('is silent for longer than usual where the dead feed is looked at on the next night', () => {
    expect(judgeSilence(untilDeath(at(0, 9)), at(1, 3))).toMatchObject({ verdict: 'longer' });
  });

  test('that died on Friday afternoon is known by Monday morning at the latest', () => {
    expect(judgeSilence(untilDeath(at(4, 15)), at(7, 9.5))).toMatchObject({ verdict: 'longer' });
  });
});

test('a source that seldom sends is not called silent for its usual gaps', () => {
  const seldom = (day: number, hour: number) => [3, 11, 19].includes(hour) && day !== 2;
  const rhythm = { activeMs: active(knownSinceMs, at(2, 18), seldom), knownSinceMs };
  expect(judgeSilence(rhythm, at(2, 18))).toMatchObject({ verdict: 'usual' });
  expect(judgeSilence(rhythm, at(3, 18))).toMatchObject({ verdict: 'longer' });
});

test('a holiday a week ago hides a dead feed for that day alone', () => {
  const isNoHoliday = (ms: number) => ms < at(-7, 0) || ms >= at(-6, 0);
  const { activeMs } = untilDeath(at(0, 9));
  const rhythm = { activeMs: activeMs.filter(isNoHoliday), knownSinceMs };
  expect(judgeSilence(rhythm, at(0, 12))).toMatchObject({ verdict: 'usual' });
  expect(judgeSilence(rhythm, at(1, 12))).toMatchObject({ verdict: 'longer' });
});

test('a source that sends every few days is silent for longer than usual once no gap was that long', () => {
  const activeMs = [0, 3, 4, 8, 9, 12].map((day) => at(day - 14, 10.25 + day / 4));
  const rhythm = { activeMs, knownSinceMs };
  expect(judgeSilence(rhythm, at(2, 12))).toMatchObject({ verdict: 'usual' });
  expect(judgeSilence(rhythm, at(5, 12))).toMatchObject({ verdict: 'longer' });
});

test.each([
  ['a day', dayMs],
  ['not quite a week and an hour', weekMs + hourMs - 1],
])('with only %s known it says so, and guesses nothing', (_what, knownMs) => {
  const nowMs = at(1, 12);
  const rhythm = { activeMs: [nowMs - knownMs, nowMs - 5 * hourMs], knownSinceMs };
  const silence = { verdict: 'unknown', silentMs: 5 * hourMs - quarterMs, knownMs };
  expect(judgeSilence(rhythm, nowMs)).toEqual(silence);
});

test('a source that never sent is silent since it is known', () => {
  const silence = judgeSilence({ activeMs: [], knownSinceMs: at(0, 0) }, at(0, 5));
  expect(silence.silentMs).toBe(5 * hourMs - quarterMs);
});

const quarterOfWeek = fc.integer({ min: 0, max: weekMs / quarterMs - 1 });
const someWeek = fc.uniqueArray(quarterOfWeek, { minLength: 1, maxLength: 200 });
const someNow = fc.integer({ min: 0, max: weekMs }).map((ms) => mondayMs + ms);

/** The same quarter hours every week, up to now. */
function everyWeek(quarters: readonly number[], nowMs: number): number[] {
  return [-3, -2, -1, 0]
    .flatMap((week) => quarters.map((quarter) => mondayMs + week * weekMs + quarter * quarterMs))
    .filter((ms) => ms <= nowMs)
    .toSorted((one, other) => one - other);
}

test('whatever a source does every week, doing it again is never called silent', () => {
  fc.assert(
    fc.property(someWeek, someNow, (quarters, nowMs) => {
      const rhythm = { activeMs: everyWeek(quarters, nowMs), knownSinceMs: mondayMs - 3 * weekMs };
      expect(judgeSilence(rhythm, nowMs).verdict).toBe('usual');
    }),
  );
});

/** On these days of the week, from that hour to that one. */
const someHours = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
  opens: fc.integer({ min: 0, max: 10 }),
  closes: fc.integer({ min: 16, max: 24 }),
});

test('whatever the days and hours of a center are, a feed that dies in its day is known an hour and a half later', () => {
  fc.assert(
    fc.property(someHours, fc.double({ min: 0, max: 1, noNaN: true }), ({ days, opens, closes }, part) => {
      // From two hours after it opened, when all that lay before it has passed the hour of slack.
      const diedMs = at(days[0] ?? 0, opens + 2 + part * (closes - opens - 4.5));
      const isOpen = (day: number, hour: number) => days.includes(day) && hour >= opens && hour < closes;
      const activeMs = active(knownSinceMs, mondayMs + weekMs, isOpen).filter((ms) => ms < diedMs);
      const silence = judgeSilence({ activeMs, knownSinceMs }, diedMs + 1.5 * hourMs);
      expect(silence.verdict).toBe('longer');
    }),
  );
});

test('the verdict does not depend on when the week is', () => {
  fc.assert(
    fc.property(someWeek, someNow, fc.integer({ min: 1, max: 1000 }), (quarters, nowMs, days) => {
      const activeMs = everyWeek(quarters, nowMs - 5 * hourMs);
      const shift = days * dayMs;
      const shifted = {
        activeMs: activeMs.map((ms) => ms + shift),
        knownSinceMs: mondayMs - 3 * weekMs + shift,
      };
      expect(judgeSilence(shifted, nowMs + shift)).toEqual(
        judgeSilence({ activeMs, knownSinceMs: mondayMs - 3 * weekMs }, nowMs),
      );
    }),
  );
});
