import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { builtPage } from '../../../infra/console/server/page-files.ts';

const root = join(import.meta.dirname, '../../..');
const page = join(root, 'infra/console/page');
const vite = join(root, 'node_modules/vite/bin/vite.js');
/** What the page may weigh on its way to a browser, in bytes. */
const mostBytes = 200_000;

function filesIn(directory: string): Record<string, string> {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.includes('.'),
  );
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}

test('the page that is committed is the one that its sources make: npm run build:console renews it', () => {
  const outDir = mkdtempSync(join(tmpdir(), 'console-page-'));
  try {
    // By itself, as the script does it: what a test runs in leaves traces in what is built.
    const { NODE_ENV: _, ...env } = process.env;
    const words = [vite, 'build', page, '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error'];
    const { status, stderr } = spawnSync(process.execPath, words, { env, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [made, kept] = [filesIn(outDir), filesIn(builtPage)];
    expect(Object.keys(kept)).toEqual(Object.keys(made));
    // Compared so that a difference is told by its file, not by a hundred kilobytes.
    for (const name of Object.keys(made))
      expect({ name, isSame: kept[name] === made[name] }).toEqual({ name, isSame: true });
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
});

test('all of it together weighs less than 200 KB compressed', () => {
  const bytes = Object.values(filesIn(builtPage)).map((text) => gzipSync(text).length);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(mostBytes);
});

test('it names no other host that a browser would ask', () => {
  for (const [name, text] of Object.entries(filesIn(builtPage))) {
    const named = (text.match(/https?:\/\/[^\s"'`)\\]+/g) ?? []).filter(
      (url) => !url.startsWith('http://www.w3.org/'),
    );
    expect({ name, named }).toEqual({ name, named: [] });
  }
});
