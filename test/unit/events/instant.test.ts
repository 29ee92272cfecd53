import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromEpochMs, instant, toInstant } from '../../../shared/events/instant.ts';

describe('toInstant', () => {
  it.each([
    ['2026-11-23T09:01:22.480Z', '2026-11-23T09:01:22.480Z'],
    ['2026-11-23T09:01:22Z', '2026-11-23T09:01:22.000Z'],
    ['2026-11-23t09:01:22z', '2026-11-23T09:01:22.000Z'],
    ['2026-11-23 09:01:22Z', '2026-11-23T09:01:22.000Z'],
    ['2026-11-23T09:01:22.4Z', '2026-11-23T09:01:22.400Z'],
    ['2026-11-23T10:01:22+01:00', '2026-11-23T09:01:22.000Z'],
    ['2026-11-22T23:31:22-09:30', '2026-11-23T09:01:22.000Z'],
    ['2024-02-29T23:59:59-00:01', '2024-03-01T00:00:59.000Z'],
  ])('makes %s UTC with milliseconds', (text, expected) => {
    expect(toInstant(text)).toBe(expected);
  });

  it('drops what is finer than milliseconds and never rounds up into another second', () => {
    expect(toInstant('2026-11-23T09:01:22.9999999Z')).toBe('2026-11-23T09:01:22.999Z');
  });

  it.each([
    '',
    'now',
    '2026-11-23',
    '2026-11-23T09:01Z',
    '2026-11-23T09:01:22',
    '2026-11-23T09:01:22.Z',
    '2026-02-30T09:01:22Z',
    '2025-02-29T09:01:22Z',
    '2026-13-01T09:01:22Z',
    '2026-11-23T25:01:22Z',
    '2026-11-23T09:61:22Z',
    '2026-11-23T09:01:22+0100',
    '2026-11-23T09:01:22+25:00',
    '+002026-11-23T09:01:22Z',
    ' 2026-11-23T09:01:22Z',
    '2026-11-23T09:01:22Z\n',
    '9999-12-31T23:59:59-01:00',
    '0000-01-01T00:00:00+01:00',
  ])('refuses %j', (text) => {
    expect(toInstant(text)).toBeUndefined();
  });

  it('takes a day and a time in its own form for the same as with an offset of nothing', () => {
    const upTo = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
    fc.assert(
      fc.property(upTo(13), upTo(32), upTo(25), upTo(61), upTo(61), (month, day, hour, minute, second) => {
        const text = `2026-${month}-${day}T${hour}:${minute}:${second}.480`;
        expect(toInstant(`${text}Z`)).toBe(toInstant(`${text}+00:00`));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads its own form back unchanged', () => {
    const date = fc.date({
      min: new Date('0001-01-01T00:00:00.000Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, (at) => {
        const text = at.toISOString();
        expect(toInstant(text)).toBe(text);
        expect(fromEpochMs(at.getTime())).toBe(text);
        expect(instant.parse(text)).toBe(text);
      }),
    );
  });

  it('gives a time that the events take, or none, for any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/)),
        (text) => {
          const at = toInstant(text);
          if (at !== undefined) expect(instant.safeParse(at).success).toBe(true);
        },
      ),
    );
  });
});

describe('fromEpochMs', () => {
  it('makes Unix time a calendar time', () => {
    expect(fromEpochMs(1_763_888_482_480)).toBe('2025-11-23T09:01:22.480Z');
    expect(fromEpochMs(0)).toBe('1970-01-01T00:00:00.000Z');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1, 8.64e15, -62_198_755_200_000])(
    'refuses %s, to which no date of four-digit years corresponds',
    (epochMs) => {
      expect(fromEpochMs(epochMs)).toBeUndefined();
    },
  );
});

describe('instant', () => {
  it.each(['2026-11-23T09:01:22Z', '2026-11-23T09:01:22.4800Z', '2026-11-23T09:01:22.480+00:00'])(
    'refuses %s, which is not in our own form',
    (text) => {
      expect(instant.safeParse(text).success).toBe(false);
    },
  );
});
