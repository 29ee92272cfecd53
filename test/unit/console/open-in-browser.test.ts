import { expect, test } from 'vitest';
import {
  browserCommand,
  openInBrowser,
  type Surroundings,
} from '../../../infra/console/server/open-in-browser.ts';

const url = 'http://127.0.0.1:8490/';
const desktop: Surroundings = { platform: 'linux', variables: { DISPLAY: ':0' }, isTerminal: true };

test.each<[string, Surroundings, readonly string[]]>([
  ['xdg-open on a Linux desktop', desktop, ['xdg-open', url]],
  ['xdg-open under Wayland', { ...desktop, variables: { WAYLAND_DISPLAY: 'wayland-0' } }, ['xdg-open', url]],
  ['open on a Mac', { ...desktop, platform: 'darwin', variables: {} }, ['open', url]],
  ['start on Windows', { ...desktop, platform: 'win32', variables: {} }, ['cmd', '/c', 'start', '', url]],
])('a page is opened by %s', (_what, where, command) => {
  expect(browserCommand(url, where)).toEqual(command);
});

test.each<[string, Surroundings]>([
  ['without a terminal', { ...desktop, isTerminal: false }],
  ['in CI', { ...desktop, variables: { ...desktop.variables, CI: 'true' } }],
  ['over SSH', { ...desktop, variables: { ...desktop.variables, SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' } }],
  ['on a Linux without a desktop', { ...desktop, variables: {} }],
  ['on a Mac in CI', { platform: 'darwin', variables: { CI: '1' }, isTerminal: true }],
])('nothing is opened %s', (_what, where) => {
  expect(browserCommand(url, where)).toBeUndefined();
});

test('a desktop without the program that opens pages is no error', async () => {
  const before = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  try {
    openInBrowser(url, desktop);
    // The program is looked for after the call; an error that nobody takes would end the process by then.
    await new Promise((done) => setImmediate(() => setImmediate(done)));
  } finally {
    process.env['PATH'] = before;
  }
});
