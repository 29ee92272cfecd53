import { expect, test } from 'vitest';
import { alternate } from '../../bench/alternate.ts';
import { pairedRatio, quantileOf, spreadOf, spreadText, tableOf } from '../../bench/figures.ts';

test('the median and the quartiles are values that were measured, wherever they stand', () => {
  expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ median: 3, quartiles: [2, 4] });
  expect(quantileOf([10, 20, 30, 40], 0.99)).toBe(40);
});

test('a ratio is taken round by round, so that a slow round falls on both sides', () => {
  expect(pairedRatio([2, 200, 4], [1, 100, 2])).toEqual({ median: 2, quartiles: [2, 2] });
  expect(() => pairedRatio([1, 2], [1])).toThrow('2 rounds cannot be paired with 1');
});

test('a table aligns the first column left and the others right', () => {
  expect(
    tableOf(
      ['', 'ms'],
      [
        ['one', '1.0'],
        ['another', '10.0'],
      ],
    ),
  ).toBe('           ms\none       1.0\nanother  10.0');
  expect(spreadText({ median: 1.5, quartiles: [1.25, 2] })).toBe('1.50 (1.25 – 2.00)');
});

test('sides are measured in turn, in reversed order every other round, and warm-ups are not counted', async () => {
  const order: string[] = [];
  const side = (name: string) => () => order.push(name);
  const figures = await alternate({ one: side('one'), other: side('other') }, { rounds: 2, warmUps: 1 });
  expect(order).toEqual(['other', 'one', 'one', 'other', 'other', 'one']);
  expect(figures).toEqual({ one: [3, 6], other: [4, 5] });
});
