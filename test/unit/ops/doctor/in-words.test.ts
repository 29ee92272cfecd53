import { expect, test } from 'vitest';
import { inWords, someOf } from '../../../../infra/ops/doctor/in-words.ts';

test.each([
  [-1, '0 s'],
  [40_000, '40 s'],
  [12 * 60_000, '12 min'],
  [3_600_000, '1 h'],
  [200 * 60_000, '3 h 20 min'],
  [47 * 3_600_000, '47 h'],
  [49 * 3_600_000, '2 days'],
])('%d ms are %s', (ms, words) => {
  expect(inWords(ms)).toBe(words);
});

test('of many names the first few are told', () => {
  expect(someOf(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
  expect(someOf(['a', 'b'], 2)).toBe('a, b');
});
