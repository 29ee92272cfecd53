import { expect, test } from 'vitest';
import { parseCommand } from '../../../infra/ops/parse-command.ts';

const parse = (words: string) => parseCommand(words.split(' '));

test('the console is of a deployment, at a port of its own unless another is wanted', () => {
  expect(parse('console --environment test')).toMatchObject({ subject: 'console', port: 8491 });
  expect(parse('console --environment test --port 0')).toMatchObject({ port: 0, opensPage: true });
  expect(parse('console --environment test --no-open')).toMatchObject({ opensPage: false });
});

test.each([
  ['console --environment test --port 65536', '--port: got "65536", allowed: a port (1 to 65535), or 0'],
  [
    'console --environment test --yes',
    '--yes is no option of console; its options are --environment, --region',
  ],
  ['console now --environment test', 'after console: got "now", allowed: options only'],
  ['console', 'say which deployment'],
])('%s is refused', (words, message) => {
  expect(() => parse(words)).toThrow(message);
});
