import { expect, test } from 'vitest';
import { ConfigurationError, Unavailable } from '../../../../shared/errors.ts';
import { arn, operateSecrets, piping, typing, vault } from './sample-secrets.ts';

const credentials = '{"userName":"ada","password":"correct-horse"}';
const renewed = { outcome: 'renewed', versionId: 'v2', expiresAt: '2026-11-23T10:00:00.000Z' };

test('stores the credentials that are piped in, logs in by them at once, and tells that it worked', async () => {
  const { deployment, texts, asked } = vault({}, renewed);
  const { done, lines } = await operateSecrets(
    'set cloud-connect',
    deployment,
    piping(`\uFEFF${credentials}\n`),
  );
  expect(texts.get(arn('credentials'))).toBe(credentials);
  expect(asked).toEqual([['refresh-token', '{"cause":"credentials"}']]);
  expect(lines).toEqual([
    'adapter/credentials is written',
    'the login worked: the token is good until 2026-11-23T10:00:00.000Z',
  ]);
  expect(done).toBe(true);
});

test('asks for both on a terminal, and hides the password alone', async () => {
  const { deployment, texts } = vault({}, renewed);
  const { input, questions } = typing('ada', 'correct-horse');
  await operateSecrets('set cloud-connect', deployment, input);
  expect(texts.get(arn('credentials'))).toBe(credentials);
  expect(questions.map(([, manner]) => manner)).toEqual(['shown', 'hidden']);
});

test.each([
  [
    'the login is refused',
    new Unavailable('refresh-token failed (Unauthorized: the API answered 401)'),
    'answered 401',
  ],
  ['another login is at work', { outcome: 'busy', versionId: 'v1' }, 'another is at work'],
  ['an older refresh-token answers something else', null, 'deploy this version'],
])('keeps what it stored and is not done where %s', async (_what, answer, words) => {
  const { deployment, texts } = vault({}, answer);
  const { done, lines } = await operateSecrets('set cloud-connect', deployment, piping(credentials));
  expect(texts.get(arn('credentials'))).toBe(credentials);
  expect(lines.join('\n')).toContain(words);
  expect(lines.join('\n')).toContain('tries by itself within ten minutes');
  expect(done).toBe(false);
});

test.each([
  ['no JSON', 'ada:correct-horse'],
  ['no password', '{"userName":"ada","pasword":"correct-horse"}'],
  ['an empty user name', '{"userName":"","password":"correct-horse"}'],
  ['nothing', ''],
])('refuses %s, writes nothing and repeats nothing of it', async (_what, text) => {
  const { deployment, texts, asked } = vault({}, renewed);
  const refused = operateSecrets('set cloud-connect', deployment, piping(text));
  await expect(refused).rejects.toThrow(ConfigurationError);
  await expect(refused).rejects.toThrow('give {"userName":"…","password":"…"}');
  await expect(refused).rejects.not.toThrow('correct-horse');
  expect([texts.get(arn('credentials')), asked]).toEqual(['{}', []]);
});
