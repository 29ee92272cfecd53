import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const start = new URL('../../infra/ops/start.ts', import.meta.url).pathname;

test('`npm run ops -- cost` needs neither a deployment nor credentials nor a region', () => {
  const { PATH = '' } = process.env;
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [start, 'cost', ...words], { encoding: 'utf8', env: { PATH } });
  const { status, stdout } = run('--agents', '200');
  expect({ status, isBill: /^together +\d+\.\d\d$/m.test(stdout) }).toEqual({ status: 0, isBill: true });
  const { status: failed, stderr } = run();
  expect({ failed, stderr }).toEqual({
    failed: 1,
    stderr: expect.stringContaining('cost needs --events-per-day N or --agents N'),
  });
});
