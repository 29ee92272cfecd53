import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { createEntrance } from '../../../infra/console/server/create-entrance.ts';
import { ConfigurationError } from '../../../shared/errors.ts';

const lastsMs = 30_000;

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

test('the page that leads a browser in can be read by its owner alone, and its address tells nothing', () => {
  const before = process.umask(0);
  const entrance = createEntrance(lastsMs);
  try {
    const address = entrance.open('http://127.0.0.1:1/?key=secret');
    const file = fileURLToPath(address);
    expect(address).not.toContain('secret');
    expect(readFileSync(file, 'utf8')).toContain('content="0; url=http://127.0.0.1:1/?key=secret"');
    const modes = [file, dirname(file)].map((path) => statSync(path).mode & 0o777);
    expect(modes).toEqual([0o600, 0o700]);
  } finally {
    process.umask(before);
    entrance.remove();
  }
});

test('the page and its folder are gone once its time has passed, once another takes its place, and once it is removed', () => {
  vi.useFakeTimers();
  const entrance = createEntrance(lastsMs);
  const open = () => dirname(fileURLToPath(entrance.open('http://127.0.0.1:1/')));
  const [first, second] = [open(), open()];
  expect([first, second].map(existsSync)).toEqual([false, true]);
  vi.advanceTimersByTime(lastsMs - 1);
  expect(existsSync(second)).toBe(true);
  vi.advanceTimersByTime(1);
  expect(existsSync(second)).toBe(false);
  const third = open();
  entrance.remove();
  expect(existsSync(third)).toBe(false);
});

test('where no file can be written, what to do instead is said', () => {
  // As node:os reads it on Windows, and elsewhere.
  for (const name of ['TEMP', 'TMP', 'TMPDIR']) vi.stubEnv(name, '/nowhere');
  const entrance = createEntrance(lastsMs);
  expect(() => entrance.open('http://127.0.0.1:1/')).toThrow(ConfigurationError);
  expect(() => entrance.open('http://127.0.0.1:1/')).toThrow('/nowhere takes no file');
  expect(() => entrance.open('http://127.0.0.1:1/')).toThrow('--no-open');
});
