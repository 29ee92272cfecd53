import { expect, test } from 'vitest';
import { formatTime } from '../../../shared/cloud-connect/format-time.ts';

test("writes a time as the API's samples do, hours without a leading zero", () => {
  expect(formatTime('2020-10-20T02:13:12.000Z', 'M/D/YYYY H:mm:ss')).toBe('10/20/2020 2:13:12');
});

test('writes one-digit months and days without a leading zero', () => {
  expect(formatTime('2026-01-05T00:05:09.000Z', 'M/D/YYYY H:mm:ss')).toBe('1/5/2026 0:05:09');
});

test('cuts to the second and never rounds up into the next', () => {
  expect(formatTime('2026-12-31T23:59:59.999Z', 'M/D/YYYY H:mm:ss')).toBe('12/31/2026 23:59:59');
});

test('writes the year first where that is configured', () => {
  expect(formatTime('2020-10-20T02:13:12.480Z', 'YYYY-MM-DD HH:mm:ss')).toBe('2020-10-20 02:13:12');
});
