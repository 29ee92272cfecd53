import { expect, test } from 'vitest';
import { arn, operateSecrets, storedAt, vault } from './sample-secrets.ts';

const token = {
  ...{ accessToken: 'hush', refreshToken: 'hush', issuedBy: 'login' },
  ...{ expiresAt: '1970-01-01T01:00:00.000Z', issuedAt: '1970-01-01T00:00:00.000Z' },
};
const filled = {
  [arn('credentials')]: '{"userName":"hush","password":"hush"}',
  [arn('token')]: JSON.stringify(token),
  'adapter/source/desk': '{"secrets":["hush","hush-2"]}',
  'adapter/source/zoom': '{"secrets":["hush"]}',
  'adapter/source/dial': '{"secrets":["hush"]}',
  'adapter/source/chat': '{"secrets":["hush"]}',
};
const since = storedAt.toISOString();

test('tells of each secret since when it is filled and how many of it are valid, and nothing of its value', async () => {
  const { done, lines } = await operateSecrets('status', vault(filled).deployment);
  expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
    ['SECRET', 'FILLED SINCE', 'VALID', 'TO DO'],
    ['adapter/credentials', since, '1'],
    ['adapter/token', since, '1'],
    ['adapter/source/desk', since, '2'],
    ['adapter/source/zoom', since, '1'],
    ['adapter/source/dial', since, '1'],
    ['adapter/source/chat', since, '1'],
  ]);
  expect(lines.join('\n')).not.toContain('hush');
  expect(done).toBe(true);
});

test('says what to do of those that are not filled, and is not done', async () => {
  const { deployment, texts } = vault({
    ...filled,
    [arn('credentials')]: '{}',
    'adapter/source/desk': 'no JSON',
  });
  texts.delete('adapter/source/zoom');
  const { done, lines } = await operateSecrets('status --json', deployment);
  const todo = lines.map((line) => JSON.parse(line)).filter(({ hint }) => hint !== undefined);
  expect(todo).toEqual([
    { secret: 'adapter/credentials', valid: 0, hint: 'secrets set cloud-connect' },
    { secret: 'adapter/source/desk', valid: 0, hint: 'secrets set source desk' },
    { secret: 'adapter/source/zoom', valid: 0, hint: 'it is not there: deploy' },
  ]);
  expect(done).toBe(false);
});

test('counts a token that is over as none', async () => {
  const over = JSON.stringify({ ...token, expiresAt: '1969-12-31T23:00:00.000Z' });
  const { lines } = await operateSecrets(
    'status --json',
    vault({ ...filled, [arn('token')]: over }).deployment,
  );
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ secret: 'adapter/token', valid: 0 });
});
