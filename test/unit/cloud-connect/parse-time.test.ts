import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatTime } from '../../../shared/cloud-connect/format-time.ts';
import { isTime, parseTime } from '../../../shared/cloud-connect/parse-time.ts';

test.each([
  ['10/20/2020 2:13:12', '2020-10-20T02:13:12'],
  ['10/30/2020', '2020-10-30T00:00:00'],
  ['2024-06-15 13:15', '2024-06-15T13:15:00'],
  ['2020-10-20 02:13:12', '2020-10-20T02:13:12'],
  ['2/29/2024 0:00:00', '2024-02-29T00:00:00'],
])('reads %s as %s', (text, normalised) => {
  expect(parseTime(text)).toBe(normalised);
});

test.each([
  '2/30/2024 0:00:00',
  '2/29/2023',
  '13/1/2024',
  '0/1/2024',
  '10/20/2020 24:00:00',
  '10/20/2020 2:60:00',
  '10/20/1752 2:13:12',
  '10/20/2020 2:13:12 PM',
  '2020-10-20T02:13:12Z',
  'yesterday',
  '',
])('refuses %s', (text) => {
  expect(parseTime(text)).toBeUndefined();
});

test('reads back every time that is written, in both formats', () => {
  const times = fc.date({
    min: new Date('1753-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(times, fc.constantFrom('M/D/YYYY H:mm:ss', 'YYYY-MM-DD HH:mm:ss'), (time, format) => {
      const instant = time.toISOString();
      expect(parseTime(formatTime(instant, format))).toBe(instant.slice(0, 19));
    }),
  );
});

test('takes for a time exactly what can be read as one, a day that only some months have too', () => {
  const upTo = (max: number) => fc.integer({ min: 0, max });
  const two = (part: number) => String(part).padStart(2, '0');
  fc.assert(
    fc.property(
      upTo(13),
      upTo(32),
      fc.integer({ min: 1752, max: 2999 }),
      upTo(25),
      upTo(61),
      (month, day, year, hour, minute) => {
        const clock = `${two(minute)}:${two(minute)}`;
        for (const text of [
          `${month}/${day}/${year} ${hour}:${clock}`,
          `${year}-${two(month)}-${two(day)} ${two(hour)}:${clock}`,
        ])
          expect(isTime(text)).toBe(parseTime(text) !== undefined);
      },
    ),
    { numRuns: 2000 },
  );
});
