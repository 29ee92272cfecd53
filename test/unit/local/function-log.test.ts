import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openFunctionLog } from '../../../infra/local/function-log.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'function-log-'));
  folders.push(made);
  return made;
}

const consoleLine = (message: unknown) =>
  JSON.stringify({ timestamp: '2026-11-23T09:00:00.000Z', level: 'WARN', requestId: 'r', message });

test('keeps time, level, request id, function and message of each line, and lines of other shapes whole', () => {
  const log = openFunctionLog(folder());
  log.write('one', consoleLine({ event: 'a' }));
  log.write('two', '{"_aws":{},"Count":1}');
  log.write('two', 'no JSON');
  expect(log.lines()).toEqual([
    {
      time: '2026-11-23T09:00:00.000Z',
      level: 'WARN',
      requestId: 'r',
      function: 'one',
      message: { event: 'a' },
    },
    { time: expect.any(String), level: 'INFO', function: 'two', message: { _aws: {}, Count: 1 } },
    { time: expect.any(String), level: 'INFO', function: 'two', message: 'no JSON' },
  ]);
  log.close();
});

test('takes no more than two files of the greatest size, and loses the oldest lines alone', () => {
  const directory = folder();
  const log = openFunctionLog(directory, 1000);
  for (let n = 0; n < 100; n += 1) log.write('one', consoleLine({ n }));
  const sizes = readdirSync(directory).map((name) => statSync(join(directory, name)).size);
  expect(sizes).toHaveLength(2);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
  const kept = log.lines().map(({ message }) => message as { n: number });
  expect(kept.at(-1)).toEqual({ n: 99 });
  expect(kept.map(({ n }) => n)).toEqual(kept.map((_, index) => 100 - kept.length + index));
  log.close();
});

test('goes on after what an earlier run left, and leaves nothing where it was given no place', () => {
  const directory = folder();
  for (const run of [1, 2]) {
    const log = openFunctionLog(directory);
    log.write('one', consoleLine({ run }));
    if (run === 2) expect(log.lines().map(({ message }) => message)).toEqual([{ run: 1 }, { run: 2 }]);
    log.close();
  }
  const passing = openFunctionLog(undefined);
  passing.write('one', consoleLine('a'));
  passing.close();
  expect(() => statSync(dirname(passing.path))).toThrow('ENOENT');
});
