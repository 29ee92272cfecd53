import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ConfigurationError, Unavailable } from '../../../../shared/errors.ts';
import { operateSecrets, piping, typing, vault } from './sample-secrets.ts';

const holding = (source: string, ...secrets: readonly string[]) =>
  vault({ [`adapter/source/${source}`]: JSON.stringify({ secrets }) });
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = JSON.stringify(publicKey.export({ format: 'jwk' }), null, 2);
const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();

describe('set', () => {
  test('stores the secret that is piped in without its newline, and tells nothing of it', async () => {
    const { deployment, valid } = vault();
    const { done, lines } = await operateSecrets('set source zoom', deployment, piping('the-secret\r\n'));
    expect(valid('zoom')).toEqual(['the-secret']);
    expect(lines).toEqual([
      'adapter/source/zoom is written: 1 secret is valid',
      'receive-webhook takes the new one within 30 seconds',
    ]);
    expect(done).toBe(true);
  });

  test('asks for it on a terminal without showing it', async () => {
    const { deployment, valid } = vault();
    const { input, questions } = typing('the-secret');
    await operateSecrets('set source zoom', deployment, input);
    expect(valid('zoom')).toEqual(['the-secret']);
    expect(questions).toEqual([['signing secret of zoom (not shown): ', 'hidden']]);
  });

  test('replaces whatever stood there, and says how many are valid no longer', async () => {
    const { deployment, valid } = holding('zoom', 'one', 'two');
    const { lines } = await operateSecrets('set source zoom', deployment, piping('three'));
    expect(valid('zoom')).toEqual(['three']);
    expect(lines).toContain(
      '2 valid before are valid no longer; receive-webhook may take them for 5 minutes more',
    );
    const spoilt = vault({ 'adapter/source/zoom': 'no JSON' });
    await operateSecrets('set source zoom', spoilt.deployment, piping('four'));
    expect(spoilt.valid('zoom')).toEqual(['four']);
  });

  test.each([
    ['PEM', pem],
    ['a JWK', jwk],
  ])('takes a key as %s with its lines', async (_form, key) => {
    const { deployment, valid } = vault();
    await operateSecrets('set source chat', deployment, piping(key));
    expect(valid('chat')).toEqual([key.trim()]);
  });

  test('puts a token beside a key with --add', async () => {
    const { deployment, valid } = holding('chat', jwk);
    await operateSecrets('set source chat --add', deployment, piping('token'));
    expect(valid('chat')).toEqual([jwk, 'token']);
  });

  test.each([
    ['nothing', '\n', 'is empty'],
    ['several lines', 'hush-1\nhush-2\n', 'has several lines'],
    ['a blank at its end', 'hush \n', 'begins or ends with a blank'],
    ['half a key', pem.slice(0, 80), 'none that can be read'],
    ['the whole JSON of the secret', '{"secrets":["hush"]}', 'none that can be read'],
  ])('refuses %s, writes nothing and repeats nothing of it', async (_what, text, words) => {
    const { deployment, valid } = vault();
    const refused = operateSecrets('set source zoom', deployment, piping(text));
    await expect(refused).rejects.toThrow(ConfigurationError);
    await expect(refused).rejects.toThrow(words);
    await expect(refused).rejects.not.toThrow('hush');
    expect(valid('zoom')).toEqual([]);
  });
});

describe('rotate', () => {
  test('makes the new one current and keeps the one before it, and only that', async () => {
    const { deployment, valid } = holding('zoom', 'two', 'one');
    const { lines } = await operateSecrets('rotate source zoom', deployment, piping('three'));
    expect(valid('zoom')).toEqual(['three', 'two']);
    expect(lines[0]).toBe('adapter/source/zoom is written: 2 secrets are valid');
    expect(lines.at(-1)).toContain('secrets rotate source zoom --drop-previous');
  });

  test('leaves a key alone where the token beside it is rotated', async () => {
    const { deployment, valid } = holding('chat', jwk, 'one');
    await operateSecrets('rotate source chat', deployment, piping('two'));
    expect(valid('chat')).toEqual(['two', 'one', jwk]);
  });

  test('with --drop-previous keeps the current one of each kind, and asks for nothing', async () => {
    const { deployment, valid } = holding('chat', 'two', 'one', jwk);
    const { lines } = await operateSecrets('rotate source chat --drop-previous', deployment);
    expect(valid('chat')).toEqual(['two', jwk]);
    expect(lines).toEqual([
      'adapter/source/chat is written: 2 secrets are valid',
      '1 valid before is valid no longer; receive-webhook may take it for 5 minutes more',
    ]);
  });

  test.each([
    ['the current one again', 'rotate source zoom', 'is valid already'],
    [
      'to drop where there is no previous one',
      'rotate source zoom --drop-previous',
      'has no previous secret',
    ],
  ])('refuses %s', async (_what, words, reason) => {
    const { deployment, valid } = holding('zoom', 'one');
    await expect(operateSecrets(words, deployment, piping('one'))).rejects.toThrow(reason);
    expect(valid('zoom')).toEqual(['one']);
  });

  test('writes nothing over what somebody else stored meanwhile', async () => {
    const { deployment, valid, state } = holding('zoom', 'one');
    state.isLost = true;
    const lost = operateSecrets('rotate source zoom', deployment, piping('two'));
    await expect(lost).rejects.toThrow(Unavailable);
    await expect(lost).rejects.toThrow('adapter/source/zoom was changed by somebody else');
    expect(valid('zoom')).toEqual(['one']);
  });
});

describe('generate', () => {
  test('stores a secret in the vendor’s form, and prints it once, alone', async () => {
    const { deployment, valid } = vault();
    const { lines, written } = await operateSecrets('generate source desk', deployment);
    expect(lines).toEqual(valid('desk'));
    expect(lines[0]).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(written.join('')).toContain('adapter/source/desk is written: 1 secret is valid');
    expect(written.join('')).not.toContain(lines[0]);
  });

  test('keeps the one that was current, as rotate does', async () => {
    const { deployment, valid } = holding('dial', 'one');
    const { lines } = await operateSecrets('generate source dial', deployment);
    expect(valid('dial')).toEqual([lines[0], 'one']);
  });

  test('refuses where the vendor makes the secret up', async () => {
    const { deployment, valid } = vault();
    await expect(operateSecrets('generate source zoom', deployment)).rejects.toThrow(
      'zoom makes up the secret of zoom itself: copy it there, and say secrets set source zoom',
    );
    expect(valid('zoom')).toEqual([]);
  });
});

test.each([
  [
    'that is not configured',
    'set source nobody',
    'got "nobody", allowed: those of the configuration: desk, zoom',
  ],
  ['whose events come over AWS', 'set source genesys', 'genesys (genesys) has no secret'],
])('refuses a source %s before it asks for anything', async (_what, words, reason) => {
  const { input, questions } = typing();
  const refused = operateSecrets(words, vault().deployment, input);
  await expect(refused).rejects.toThrow(ConfigurationError);
  await expect(refused).rejects.toThrow(reason);
  expect(questions).toEqual([]);
});
