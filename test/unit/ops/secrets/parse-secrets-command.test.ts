import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../../infra/ops/parse-command.ts';
import { ConfigurationError } from '../../../../shared/errors.ts';

const parse = (words: string) =>
  parseCommand(['secrets', ...words.split(' ').filter(Boolean), '--environment', 'prod']);

describe('parseCommand of secrets', () => {
  test.each([
    ['set cloud-connect', { action: 'set-credentials' }],
    ['status', { action: 'status' }],
    ['set source zoom', { action: 'set', source: 'zoom' }],
    ['set source chat --add', { action: 'add', source: 'chat' }],
    ['rotate source zoom', { action: 'rotate', source: 'zoom' }],
    ['rotate source zoom --drop-previous', { action: 'drop-previous', source: 'zoom' }],
    ['generate source desk', { action: 'generate', source: 'desk' }],
  ])('takes %s', (words, command) => {
    expect(parse(words)).toMatchObject({ subject: 'secrets', ...command });
  });

  test.each([
    ['no action', '', 'after secrets: got nothing, allowed: set, rotate, generate, status'],
    ['another kind of secret', 'set token', 'got "token", allowed: cloud-connect, source NAME'],
    ['a rotation of the credentials', 'rotate cloud-connect', 'got "cloud-connect", allowed: source NAME'],
    ['a source without name', 'set source', "needs the source's name"],
    [
      'an option of another action',
      'set source zoom --drop-previous',
      '--drop-previous is no option of secrets set',
    ],
    ['--add for the credentials', 'set cloud-connect --add', '--add is for the secrets of sources'],
    ['JSON where nothing is listed', 'set source zoom --json', '--json is no option of secrets set'],
    ['more than status takes', 'status zoom', 'takes no further word'],
  ])('refuses %s, saying what is allowed', (_what, words, allowed) => {
    expect(() => parse(words)).toThrow(ConfigurationError);
    expect(() => parse(words)).toThrow(allowed);
  });

  test.each(['set source zoom hush', 'set cloud-connect hush'])(
    'refuses a value among the arguments without repeating it: %s',
    (words) => {
      expect(() => parse(words)).toThrow('never from arguments');
      expect(() => parse(words)).not.toThrow('hush');
    },
  );
});
