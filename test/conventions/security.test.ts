import { describe, expect, test } from 'vitest';
import { readText, sourceFiles } from './layout.ts';
import { missingTests, namedTests } from './test-titles.ts';

const security = readText('SECURITY.md');

/** The rows of the table that begins so, cell by cell; a row that continues the one before has an empty first cell. */
function rowsOf(header: string): readonly (readonly string[])[] {
  const [, table = ''] = security.split(`\n${header}`);
  const lines = table.split('\n\n')[0]?.split('\n').slice(2) ?? [];
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe.each([
  ['threat', '| threat | how it would be done |', 20],
  ['limit', '| limit | its value |', 12],
])('every %s of SECURITY.md', (_, header, count) => {
  const rows = rowsOf(header);

  test('says all that its table asks for, and names the tests that hold it', () => {
    expect(rows.length).toBeGreaterThan(count);
    for (const cells of rows) {
      expect([cells, cells.length]).toEqual([cells, 4]);
      expect(cells.slice(1).every((cell) => cell !== '')).toBe(true);
      expect(namedTests(cells.at(-1) ?? '')).not.toEqual([]);
    }
  });

  test('names tests that exist', () => {
    expect(missingTests(rows.flatMap((cells) => namedTests(cells.at(-1) ?? '')))).toEqual([]);
  });
});

test('SECURITY.md speaks of each threat that a system such as this one has', () => {
  const threats = rowsOf('| threat | how it would be done |').map(([threat]) => threat);
  for (const word of [
    'forged',
    'replayed',
    'oversized',
    'oracle',
    'SSRF',
    'poisoned logs',
    'leaked secret',
    'dependency',
  ])
    expect(threats.filter((threat) => threat?.includes(word))).toHaveLength(1);
});

test('the README leads to SECURITY.md', () => {
  expect(readText('README.md')).toContain('](SECURITY.md)');
});

test('what is computed from a secret is compared in constant time alone', () => {
  const computed = '\\b(?:hmac|sha|digest)\\w*\\(';
  const compared = new RegExp(`[!=]==\\s*\\S*${computed}|${computed}[^)]*\\)+\\s*[!=]==`, 'i');
  expect(
    ['if (given !== hmac(key, [body])) throw', "hash.digest('hex') === given"].filter((line) =>
      compared.test(line),
    ),
  ).toHaveLength(2);
  const comparing = sourceFiles('shared').flatMap(({ path, text }) =>
    text
      .split('\n')
      .filter((line) => compared.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(comparing).toEqual([]);
  const constant = sourceFiles('shared').filter(({ text }) => text.includes('timingSafeEqual('));
  expect(constant.map(({ path }) => path)).toEqual(['shared/signatures/equal-in-constant-time.ts']);
});
