import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
/** A terminal is what `script` makes; its words differ between Linux and the Mac. */
const inTerminal = (command: string) =>
  process.platform === 'darwin' ? ['-q', '/dev/null', 'sh', '-c', command] : ['-qfec', command, '/dev/null'];

/** A folder whose programs for opening a page write down which one they were to open. */
function fakeOpeners(): { readonly folder: string; readonly opened: () => string | undefined } {
  const folder = mkdtempSync(join(tmpdir(), 'openers-'));
  const file = join(folder, 'opened');
  for (const name of ['xdg-open', 'open']) {
    writeFileSync(
      join(folder, name),
      `#!/bin/sh\nprintf %s "$1" > "${file}.part" && mv "${file}.part" "${file}"\n`,
    );
    chmodSync(join(folder, name), 0o755);
  }
  return { folder, opened: () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined) };
}

test('npm start opens its page in the browser of a desktop, and Ctrl-C ends it', async () => {
  const { folder, opened } = fakeOpeners();
  const { CI: _, SSH_CONNECTION: __, SSH_TTY: ___, ...variables } = process.env;
  const ports = { PORT: '0', SANDBOX_PORT: '0', CONSOLE_PORT: '0' };
  const env = { ...variables, ...ports, DISPLAY: ':0', PATH: `${folder}:${variables['PATH']}` };
  const running = spawn('script', inTerminal('npm start'), {
    cwd: root,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => running.once('exit', resolve));
  let shown = '';
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
  });
  try {
    await expect.poll(opened, { timeout: 100_000, interval: 200 }).toBeDefined();
    const [, printed] = /try payloads out: (\S+)/.exec(shown) ?? [];
    expect(opened()).toBe(printed);
    expect(await (await fetch(opened() ?? '')).text()).toContain('<div id="console">');
    running.stdin.write('\x03');
    await ended;
    await expect(fetch(opened() ?? '')).rejects.toThrow('fetch failed');
  } finally {
    running.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
