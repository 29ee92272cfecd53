import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const start = join(import.meta.dirname, '../../browser/start.ts');

test('where no browser can be had, the browser’s tests fail and say what to install, never silently', () => {
  const env = { ...process.env, CHROMIUM: '/no/such/browser' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [start], { env, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '0 passed, 1 failed\n' });
  expect(stderr).toContain(
    'No browser to test the console in (there is no /no/such/browser): install Chromium',
  );
});
