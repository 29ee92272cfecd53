import { expect, test } from 'vitest';
import { readText, sourceFiles } from './layout.ts';
import { missingTests, namedTests } from './test-titles.ts';

/** The rows of the README's table of failures, cell by cell. */
const table = readText('README.md')
  .split('\n| failure | the vendor sees |')[1]
  ?.split('\n\n')[0]
  ?.split('\n')
  .slice(2)
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
const failures = (table ?? []).map(([failure = '', vendor, operator = '', data, heldBy = '']) => ({
  failure,
  vendor,
  operator,
  data,
  tests: namedTests(heldBy),
}));

test('every failure tells what vendor and operator see and what becomes of the data, and names its tests', () => {
  expect(failures.length).toBeGreaterThan(30);
  const incomplete = failures.filter(
    ({ vendor, operator, data, tests }) =>
      [vendor, operator, data, ...tests].some((cell) => !cell) || tests.length === 0,
  );
  expect(incomplete).toEqual([]);
});

test('every test that holds a failure exists', () => {
  const missing = failures.flatMap(({ failure, tests }) =>
    missingTests(tests).map((test) => `${failure}: ${test}`),
  );
  expect(missing).toEqual([]);
});

test('every word that the operator is told to look for is written by the code', () => {
  const shipped = sourceFiles('shared', 'functions', 'infra')
    .map(({ text }) => text)
    .join('\n');
  const words = failures.flatMap(({ operator }) => operator.match(/(?<=`)[a-z]+(-[a-z]+)+(?=`)/g) ?? []);
  expect(words.length).toBeGreaterThan(20);
  // The outcomes of refresh-token are written with its prefix.
  const isWritten = (word: string) =>
    shipped.includes(`'${word}'`) || shipped.includes(`'${word.replace('token-', '')}'`);
  expect(words.filter((word) => !isWritten(word))).toEqual([]);
});
