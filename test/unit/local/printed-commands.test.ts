import { expect, test } from 'vitest';
import { traceCommand } from '../../../infra/local/ops-command.ts';
import { parseSend } from '../../../infra/local/parse-send.ts';
import { sendCommand } from '../../../infra/local/send-command.ts';

test('the command that sends a sample names the environment that runs, where it is another than the local one', () => {
  const source = {
    name: 'zoom',
    url: 'http://127.0.0.1:1/webhooks/zoom',
    secrets: ['s'],
    local: 'http://K:S@127.0.0.1:2',
  };
  expect(sendCommand(source, 'mine')).toContain('send -- zoom --environment mine --url');
  expect(sendCommand(source, 'local')).not.toContain('--environment');
});

test('the command that sends a sample names the run, so that what it sends can be traced', () => {
  const source = {
    name: 'zoom',
    url: 'http://127.0.0.1:1/webhooks/zoom',
    secrets: ['s'],
    local: 'http://K:S@127.0.0.1:2',
  };
  expect(sendCommand(source, 'local')).toMatch(/ --local http:\/\/K:S@127\.0\.0\.1:2$/);
});

test.each([
  [
    'a local run, by its target',
    { url: 'http://127.0.0.1:1', environment: 'mine', local: 'http://K:S@127.0.0.1:2' },
    'trace i --local http://K:S@127.0.0.1:2',
  ],
  [
    'a deployment, by its environment',
    { url: 'https://hooks.example.com', environment: 'mine' },
    'trace i --environment mine',
  ],
])('the command that traces what was sent names %s', (_where, sentTo, words) => {
  expect(traceCommand('i', sentTo)?.endsWith(`run --silent ops -- ${words}`)).toBe(true);
});

test.each([
  'http://127.0.0.1:8470/webhooks/zoom',
  'http://localhost:8470/webhooks/zoom',
  'http://[::1]:8470/webhooks/zoom',
])('no command traces what went to %s, a local run whose target was not said', (url) => {
  expect(traceCommand('i', { url, environment: 'mine' })).toBeUndefined();
});

test('no command traces what npm run send sent to an address of which it was not told whose it is', () => {
  const options = (...words: string[]) => {
    const parsed = parseSend(['zoom', '--url', 'https://hooks.example.com/webhooks/zoom', ...words]);
    if (parsed === 'help') throw new Error('help was not asked for');
    return parsed;
  };
  expect(traceCommand('i', options())).toBeUndefined();
  expect(traceCommand('i', options('--environment', 'mine'))).toMatch(/ trace i --environment mine$/);
  expect(traceCommand('i', options('--environment', 'local'))).toMatch(/ trace i --environment local$/);
});

test('an id that would mean something to a shell is quoted', () => {
  expect(traceCommand('a;b', { url: 'https://hooks.example.com', environment: 'mine' })).toContain(
    "trace 'a;b' --",
  );
});
