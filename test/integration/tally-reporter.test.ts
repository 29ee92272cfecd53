import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tally-'));
  writeFileSync(
    join(folder, 'doors.test.js'),
    `describe('a door', () => {
      test('opens', () => {});
      test('closes', () => {});
      test('creaks', { skip: true }, () => {});
      test('creaks unless told', ({ skip }) => skip());
      test('falls', () => expect('door').toBe('down'));
    });`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The last line that a run of these tests prints, and its status. */
function tally(...words: string[]) {
  const reporter = `--reporter=${resolve('test/tally-reporter.ts')}`;
  const vitest = [resolve('node_modules/vitest/vitest.mjs'), 'run', '--globals', reporter, ...words];
  const { stdout, status } = spawnSync(process.execPath, vitest, { cwd: folder, encoding: 'utf8' });
  return [stdout.trimEnd().split('\n').at(-1), status];
}

test('counts a test that is skipped in its code as failed', () => {
  expect(tally()).toEqual(['2 passed, 3 failed', 1]);
  expect(tally('-t', 'a door > creaks')).toEqual(['0 passed, 2 failed', 1]);
});

test('counts no test that a name pattern leaves out', () => {
  expect(tally('-t', 'a door > (opens|closes)')).toEqual(['2 passed, 0 failed', 0]);
});

test('fails where a name pattern leaves out every test', () => {
  expect(tally('-t', 'window')).toEqual(['0 passed, 0 failed', 1]);
});
