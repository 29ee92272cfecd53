import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { browserVariable, findBrowser } from './find-browser.ts';

/**
 * `npm run test:browser`: the browser's tests, in Debian's Chromium, which is installed first where it is missing and may be.
 * With `--screenshots` it takes the README's pictures anew instead.
 */
const named = process.env[browserVariable];
const browser = findBrowser(process.env) ?? (named ? undefined : install());
if (browser === undefined) {
  const found = named ? `there is no ${named}` : 'there is none';
  console.error(
    `No browser to test the console in (${found}): install Chromium (apt-get install chromium), or name one by ${browserVariable}=PATH.`,
  );
  // A test that could not be run has failed.
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
} else {
  const root = join(import.meta.dirname, '../..');
  const vitest = [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    'test/browser/vitest.config.ts',
  ];
  const args = process.argv.slice(2);
  const words = args.includes('--screenshots')
    ? [join(import.meta.dirname, 'take-screenshots.ts')]
    : [...vitest, ...args];
  const env = { ...process.env, [browserVariable]: browser };
  const { status } = spawnSync(process.execPath, words, { cwd: root, env, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

/** Only where this is Debian, or made of it, and we are its administrator. */
function install(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  console.log('Installing Chromium ...');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...words: string[]) =>
    spawnSync('apt-get', ['-q', ...words], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  const packages = ['chromium', 'fonts-dejavu-core'];
  const isThere =
    apt('install', '-y', '--no-install-recommends', ...packages) ||
    (apt('update') && apt('install', '-y', '--no-install-recommends', ...packages));
  return isThere ? findBrowser({}) : undefined;
}
