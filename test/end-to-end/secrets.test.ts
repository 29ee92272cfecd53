import { expect, test } from 'vitest';
import { loadEnvironment } from '../../infra/environments/load-environment.ts';
import { freshSample, postWebhook } from '../../infra/local/sample-webhooks.ts';
import { zoom } from '../../shared/sources/zoom.ts';
import { piping } from '../unit/ops/secrets/sample-secrets.ts';
import { givenOperatedSystem } from './given-operated-system.ts';
import { operate as operateOn } from './operated-system.ts';

const given = givenOperatedSystem();

const operate = (words: string, text = '') =>
  operateOn(given.run, ['secrets', ...words.split(' ')], piping(text));

/** What a webhook of zoom is answered that is signed with this secret. */
async function statusOf(secret: string): Promise<number> {
  const settings = loadEnvironment('local').sources['zoom'];
  const url = given.run.sources.find(({ name }) => name === 'zoom')?.url;
  if (!settings || !url) throw new Error('the run has no source `zoom`');
  const sample = freshSample(settings, undefined, Date.now());
  const signed = zoom.sign(sample, { secret, nowMs: Date.now(), settings: { ...settings, publicUrl: url } });
  return (await postWebhook(url, signed)).status;
}

test('a webhook that is signed with the new secret or the one before it is taken, any other is refused', async () => {
  const set = await operate('set source zoom', 'secret-of-monday\n');
  expect(set.printed[0]).toBe('cloud-connect-adapter/local/source/zoom is written: 1 secret is valid');
  await operate('rotate source zoom', 'secret-of-tuesday\n');
  expect(await statusOf('secret-of-tuesday')).toBe(200);
  expect(await statusOf('secret-of-monday')).toBe(200);
  expect(await statusOf('secret-of-sunday')).toBe(401);
});

test('status tells how many are valid, until the previous one is dropped', async () => {
  const zoomStatus = async () => {
    const { printed } = await operate('status --json');
    return printed.map((line) => JSON.parse(line)).find(({ secret }) => secret.endsWith('/source/zoom'));
  };
  const { valid, filledAt } = await zoomStatus();
  expect(valid).toBe(2);
  expect(Math.abs(Date.now() - Date.parse(filledAt))).toBeLessThan(60_000);
  await operate('rotate source zoom --drop-previous');
  expect(await zoomStatus()).toMatchObject({ valid: 1 });
});

test('credentials that are set are logged in by at once, and it is told whether that worked', async () => {
  const { userName, password } = given.api.credentials;
  const wrong = await operate('set cloud-connect', JSON.stringify({ userName, password: 'wrong' }));
  expect(wrong).toMatchObject({ done: false });
  expect(wrong.printed.at(-1)).toContain('the login did not work');
  const right = await operate('set cloud-connect', JSON.stringify({ userName, password }));
  expect(right).toMatchObject({
    done: true,
    printed: [expect.anything(), expect.stringMatching(/^the login worked/)],
  });
});

test('no role lacks a grant for anything the run has done, and no line of it holds a secret', () => {
  expect(given.denials()).toEqual([]);
  expect(given.lines.filter((line) => /secret-of-/.test(line))).toEqual([]);
});
