import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from './layout.ts';

/** A test that a table of the documentation names, as `FILE › TITLE`, the file below `test/`. */
export type NamedTest = { readonly file: string; readonly title: string };

/** The tests that a cell names. */
export function namedTests(cell: string): readonly NamedTest[] {
  return Array.from(cell.matchAll(/`([^`]+) › ([^`]+)`/g), ([, file = '', title = '']) => ({ file, title }));
}

/** Those of them that there are not. */
export function missingTests(named: readonly NamedTest[]): readonly string[] {
  return named
    .filter(({ file, title }) => !titlesOf(file).includes(title))
    .map(({ file, title }) => `${file} › ${title}`);
}

/** The titles of a test file: the first string after `test(`, `it(`, the `)(` of an `each`, or the `[` of one of its rows. */
function titlesOf(file: string): string[] {
  const path = join('test', file);
  if (!existsSync(join(import.meta.dirname, '../..', path))) return [];
  const calls =
    /(?:\b(?:test|it)\(|\)\(|\[\s*(?:\d+,)?)\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`([^`]*)`)/g;
  return Array.from(readText(path).matchAll(calls), ([, single, double, back]) =>
    (single ?? double ?? back ?? '').replaceAll("\\'", "'"),
  );
}
