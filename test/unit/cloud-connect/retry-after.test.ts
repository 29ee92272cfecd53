import { expect, test } from 'vitest';
import { retryAfterSeconds } from '../../../shared/cloud-connect/retry-after.ts';

const nowMs = Date.parse('2026-11-23T09:00:00Z');

test.each([
  ['30', 30],
  [' 0 ', 0],
  ['Mon, 23 Nov 2026 09:01:30 GMT', 90],
  ['901', 900],
  ['99999999999999999999', 900],
  ['Tue, 24 Nov 2026 09:00:00 GMT', 900],
])('reads %j as %i seconds, at most 900', (header, seconds) => {
  expect(retryAfterSeconds(header, nowMs)).toBe(seconds);
});

test.each([undefined, '', '-5', '1.5', 'soon', 'soon 7', 'Mon, 23 Nov 2026 08:59:00 GMT', 'Xyz, 99 Foo'])(
  'takes nothing from %j',
  (header) => {
    expect(retryAfterSeconds(header, nowMs)).toBeUndefined();
  },
);
