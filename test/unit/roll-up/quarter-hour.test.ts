import { describe, expect, test } from 'vitest';
import {
  quarterHourOf,
  quarterHoursBetween,
  quarterHoursIn,
  volumeKey,
} from '../../../shared/roll-up/quarter-hour.ts';

const at = (start: string) => ({ collectionPoint: 'support', start });

test.each([
  ['2026-11-23T09:14:59.999Z', '2026-11-23T09:00:00.000Z'],
  ['2026-11-23T09:15:00.000Z', '2026-11-23T09:15:00.000Z'],
  ['1969-12-31T23:59:59.000Z', '1969-12-31T23:45:00.000Z'],
])('%s lies in the quarter hour from %s', (instant, start) => {
  expect(quarterHourOf(instant)).toBe(start);
});

test('the quarter hours between two have the first and not the last', () => {
  expect(quarterHoursBetween('2026-11-23T23:45:00.000Z', '2026-11-24T00:15:00.000Z')).toEqual([
    '2026-11-23T23:45:00.000Z',
    '2026-11-24T00:00:00.000Z',
  ]);
  expect(quarterHoursBetween('2026-11-24T00:15:00.000Z', '2026-11-23T23:45:00.000Z')).toEqual([]);
});

describe('a key', () => {
  test.each([
    ['UTC', '2026-11-23T09:15:00.000Z', '2026-11-23T09:15:00'],
    ['Asia/Kathmandu', '2026-11-23T09:15:00.000Z', '2026-11-23T15:00:00'],
    ['America/New_York', '2026-11-01T05:15:00.000Z', '2026-11-01T01:15:00'],
    ['America/New_York', '2026-11-01T06:15:00.000Z', '2026-11-01T01:15:00'],
    ['America/New_York', '2026-03-08T07:00:00.000Z', '2026-03-08T03:00:00'],
  ])('is what the clock in %s shows at %s', (timeZone, start, interval) => {
    expect(volumeKey('1', at(start), timeZone)).toEqual({
      ...{ accountId: '1', collectionPoint: 'support', interval },
    });
  });

  test('of a repeated hour stands for both of its quarter hours, any other for its own', () => {
    const key = { accountId: '1', collectionPoint: 'support', interval: '2026-11-01T01:15:00' };
    expect(quarterHoursIn(key, 'America/New_York')).toEqual([
      at('2026-11-01T05:15:00.000Z'),
      at('2026-11-01T06:15:00.000Z'),
    ]);
    expect(quarterHoursIn(key, 'UTC')).toEqual([at('2026-11-01T01:15:00.000Z')]);
  });

  test('of an hour that the clock skips stands for nothing', () => {
    const key = { accountId: '1', collectionPoint: 'support', interval: '2026-03-08T02:15:00' };
    expect(quarterHoursIn(key, 'America/New_York')).toEqual([]);
  });
});
