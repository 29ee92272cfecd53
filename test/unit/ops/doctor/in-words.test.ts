import { expect, test } from 'vitest';
import { counted, inWords, someOf } from '../../../../infra/ops/doctor/in-words.ts';

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

test('one is one, and of many names the first few are told', () => {
  expect([counted(1, 'source'), counted(0, 'source'), counted(2, 'person', 'people')]).toEqual([
    '1 source',
    '0 sources',
    '2 people',
  ]);
  expect(someOf(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
  expect(someOf(['a', 'b'], 2)).toBe('a, b');
});
