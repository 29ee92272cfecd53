import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromZonedTime, instantsOf, toZonedTime } from '../../../shared/events/zoned-time.ts';

const minuteMs = 60_000;
const longAfter = '2040-01-01T00:00:00.000Z';

describe('a time without zone', () => {
  test.each([
    ['UTC', '2026-03-10 08:00:00', '2026-03-10T08:00:00.000Z'],
    ['America/New_York', '2026-02-09 08:00:00', '2026-02-09T13:00:00.000Z'],
    ['America/New_York', '2026-07-09 08:00:00', '2026-07-09T12:00:00.000Z'],
    ['Europe/Berlin', '2026-12-31 23:59:59', '2026-12-31T22:59:59.000Z'],
    ['Asia/Kolkata', '2026-03-10 08:00:00', '2026-03-10T02:30:00.000Z'],
    ['Asia/Kathmandu', '2026-03-10 03:00:00', '2026-03-09T21:15:00.000Z'],
    ['Australia/Adelaide', '2026-01-01 00:00:00', '2025-12-31T13:30:00.000Z'],
    ['America/St_Johns', '2026-01-01 00:00:00', '2026-01-01T03:30:00.000Z'],
    ['Pacific/Marquesas', '2026-01-01 00:00:00', '2026-01-01T09:30:00.000Z'],
    ['Pacific/Chatham', '2026-07-01 00:00:00', '2026-06-30T11:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-03-10 00:00:00', '2026-03-09T10:00:00.000Z'],
    ['+05:30', '2026-03-10 08:00:00', '2026-03-10T02:30:00.000Z'],
  ])('is meant in %s: %s', (timeZone, text, instant) => {
    expect(fromZonedTime(text, timeZone, longAfter)).toBe(instant);
  });

  test.each([
    ['a T', '2026-03-10T08:00:00', '2026-03-10T08:00:00.000Z'],
    ['a tenth', '2026-03-10 08:00:00.5', '2026-03-10T08:00:00.500Z'],
    ['four digits', '2026-03-10 08:00:00.0000', '2026-03-10T08:00:00.000Z'],
    ['nine digits, of which three count', '2026-03-10 08:00:00.123999999', '2026-03-10T08:00:00.123Z'],
  ])('may have %s', (_, text, instant) => {
    expect(fromZonedTime(text, 'UTC', longAfter)).toBe(instant);
  });

  test('is on leap day only in a leap year', () => {
    expect(fromZonedTime('2028-02-29 12:00:00', 'Asia/Tokyo', longAfter)).toBe('2028-02-29T03:00:00.000Z');
    expect(fromZonedTime('2026-02-29 12:00:00', 'Asia/Tokyo', longAfter)).toBeUndefined();
  });

  test.each([
    '',
    'yesterday',
    '2026-03-10',
    '2026-03-10 08:00',
    '2026-3-10 8:00:00',
    '03/10/2026 08:00:00',
    '2026-02-30 08:00:00',
    '2026-13-01 08:00:00',
    '2026-00-01 08:00:00',
    '2026-03-00 08:00:00',
    '2026-03-10 25:00:00',
    '2026-03-10 08:60:00',
    '2026-03-10 08:00:60',
    '2026-03-10  08:00:00',
    ' 2026-03-10 08:00:00',
    '2026-03-10 08:00:00\n',
    '2026-03-10 08:00:00.',
    '2026-03-10 08:00:00Z',
    '2026-03-10 08:00:00+01:00',
    '٢٠٢٦-03-10 08:00:00',
  ])('is none of %j', (text) => {
    expect(fromZonedTime(text, 'UTC', longAfter)).toBeUndefined();
  });

  test('has no instant in a zone that does not exist, or beyond the years of four digits', () => {
    expect(fromZonedTime('2026-03-10 08:00:00', 'Mars/Olympus', longAfter)).toBeUndefined();
    expect(fromZonedTime('9999-12-31 23:00:00', 'America/New_York', longAfter)).toBeUndefined();
    expect(fromZonedTime('0000-01-01 00:00:00', 'Asia/Tokyo', longAfter)).toBeUndefined();
  });
});

describe('a time that the clock skips', () => {
  test.each([
    ['America/New_York', '2026-03-08 02:30:00', '2026-03-08T07:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29 02:00:00', '2026-03-29T01:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04 02:15:00', '2026-10-03T15:45:00.000Z'],
    ['America/Santiago', '2026-09-06 00:30:00', '2026-09-06T04:30:00.000Z'],
    // A whole day, when Samoa moved across the date line.
    ['Pacific/Apia', '2011-12-30 08:00:00', '2011-12-30T18:00:00.000Z'],
  ])('in %s is read with the offset before the skip: %s', (timeZone, text, instant) => {
    expect(fromZonedTime(text, timeZone, longAfter)).toBe(instant);
  });

  test.each([
    ['the last second before', '2026-03-08 01:59:59', '2026-03-08T06:59:59.000Z'],
    ['the first second after', '2026-03-08 03:00:00', '2026-03-08T07:00:00.000Z'],
  ])('leaves %s as it is', (_, text, instant) => {
    expect(fromZonedTime(text, 'America/New_York', longAfter)).toBe(instant);
  });
});

describe('a time that the clock repeats', () => {
  test.each([
    ['America/New_York', '2026-11-01 01:30:00', '2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25 02:00:00', '2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z'],
    ['America/St_Johns', '2026-11-01 01:59:59', '2026-11-01T04:29:59.000Z', '2026-11-01T05:29:59.000Z'],
    ['Australia/Lord_Howe', '2026-04-05 01:45:00', '2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
  ])('in %s is the one that has just happened: %s', (timeZone, text, first, second) => {
    expect(fromZonedTime(text, timeZone, moved(first, 2000))).toBe(first);
    expect(fromZonedTime(text, timeZone, moved(second, 2000))).toBe(second);
    expect(fromZonedTime(text, timeZone, longAfter)).toBe(second);
  });

  test('may lie up to five minutes ahead of our clock', () => {
    const [text, first, second] = [
      '2026-11-01 01:30:00',
      '2026-11-01T05:30:00.000Z',
      '2026-11-01T06:30:00.000Z',
    ];
    const read = (receivedAt: string) => fromZonedTime(text, 'America/New_York', receivedAt);
    expect(read(moved(second, -5 * minuteMs))).toBe(second);
    expect(read(moved(second, -5 * minuteMs - 1))).toBe(first);
  });

  test('is the first one where neither has happened yet', () => {
    expect(fromZonedTime('2026-11-01 01:30:00', 'America/New_York', '2026-10-31T00:00:00.000Z')).toBe(
      '2026-11-01T05:30:00.000Z',
    );
  });
});

test('an instant that Intl writes in any zone is read back, when it is received within 20 minutes', () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  const instants = fc.integer({ min: Date.UTC(2000, 0) / 1000, max: Date.UTC(2040, 0) / 1000 });
  fc.assert(
    fc.property(zones, instants, fc.integer({ min: 0, max: 20 }), (timeZone, seconds, delayMinutes) => {
      const instant = new Date(seconds * 1000).toISOString();
      const receivedAt = moved(instant, delayMinutes * minuteMs);
      expect(fromZonedTime(wallClock(instant, timeZone), timeZone, receivedAt)).toBe(instant);
    }),
    { numRuns: 2000 },
  );
});

test('any instant is shown as Intl shows it in any zone, and is among those at which the clock shows that', () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  const instants = fc.integer({ min: Date.UTC(2000, 0) / 1000, max: Date.UTC(2040, 0) / 1000 });
  fc.assert(
    fc.property(zones, instants, (timeZone, seconds) => {
      const instant = new Date(seconds * 1000).toISOString();
      const shown = toZonedTime(instant, timeZone);
      expect(shown).toBe(wallClock(instant, timeZone).replace(' ', 'T'));
      expect(instantsOf(shown, timeZone)).toContain(instant);
    }),
    { numRuns: 1000 },
  );
});

test('an instant around any change of the clock is read back, when it is received at once', () => {
  const changes = ['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Africa/Casablanca'].flatMap(
    (timeZone) => changesOf(timeZone).map((atMs) => ({ timeZone, atMs })),
  );
  expect(changes.length).toBeGreaterThan(8);
  fc.assert(
    fc.property(
      fc.constantFrom(...changes),
      fc.integer({ min: -7200, max: 7200 }),
      ({ timeZone, atMs }, seconds) => {
        const instant = new Date(atMs + seconds * 1000).toISOString();
        expect(fromZonedTime(wallClock(instant, timeZone), timeZone, instant)).toBe(instant);
      },
    ),
    { numRuns: 1000 },
  );
});

function moved(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}

/** As a clock on the wall there shows it, by Intl alone. */
function wallClock(instant: string, timeZone: string): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { ...dateAndTime, timeZone });
  formats.set(timeZone, format);
  return format.format(new Date(instant));
}
const dateAndTime = { dateStyle: 'short', timeStyle: 'medium' } as const;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The hours of 2026 in which the wall clock does not move by an hour. */
function changesOf(timeZone: string): number[] {
  const hourMs = 60 * minuteMs;
  const hours = Array.from({ length: 365 * 24 }, (_, hour) => Date.UTC(2026, 0) + hour * hourMs);
  const wallMs = (atMs: number) =>
    Date.parse(`${wallClock(new Date(atMs).toISOString(), timeZone).replace(' ', 'T')}Z`);
  return hours.filter((atMs) => wallMs(atMs + hourMs) - wallMs(atMs) !== hourMs);
}
