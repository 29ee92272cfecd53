import { describe, expect, test } from 'vitest';
import type { Signing, Tried, TryRequest } from '../../../infra/console/data.ts';
import { madeUpSecrets } from '../../../infra/console/server/made-up-secrets.ts';
import { readSampleWebhooks } from '../../../infra/console/server/try/read-sample-webhooks.ts';
import { tryPayload } from '../../../infra/console/server/try/try-payload.ts';
import { loadEnvironment } from '../../../infra/environments/load-environment.ts';

const configuration = loadEnvironment('local');
const trial = { configuration, ...madeUpSecrets(configuration), now: Date.now };
const json = { 'content-type': 'application/json' };

const attempt = (request: Partial<TryRequest>) =>
  tryPayload({ source: 'standard', headers: json, body: '{}', signing: 'right', ...request }, trial);
const outcomes = ({ steps }: Tried) => steps.map(({ name, outcome }) => `${name} ${outcome}`);
const state = { type: 'agent-activity', agentId: '7', eventTime: '2026-11-23T09:00:00Z', state: 'LUNCH' };

describe('every sample of every source', () => {
  test.each(Object.keys(configuration.sources))('of %s is taken, and shows no secret', async (source) => {
    const [secret] = await trial.secretsOf(source);
    const samples = readSampleWebhooks(source, configuration, Date.now());
    expect(samples.length).toBeGreaterThan(0);
    for (const { name, headers, body } of samples) {
      const tried = await attempt({ source, headers, body });
      const stopped = tried.steps.filter(({ outcome }) => outcome === 'stopped');
      // Some samples hold words that no table has, and a state without a code.
      expect({
        name,
        stopped: stopped.filter(({ name: step }) => !['coded', 'shaped'].includes(step)),
      }).toEqual({
        name,
        stopped: [],
      });
      if (tried.answer)
        expect({ name, status: tried.answer.status }).toMatchObject({ status: expect.any(Number) });
      if (tried.answer) expect(tried.answer.status).toBeLessThan(300);
      if (secret) expect(JSON.stringify(tried)).not.toContain(secret);
    }
  });
});

test('a state goes all the way to its row, and each step says what it did', async () => {
  const tried = await attempt({ body: JSON.stringify(state) });
  expect(outcomes(tried)).toEqual([
    ...['signed done', 'verified done', 'translated done', 'coded done', 'shaped done', 'answered done'],
  ]);
  const row = tried.steps.find(({ name }) => name === 'shaped')?.made[0];
  expect(row?.title).toBe('bulkInsertAgentActivity');
  expect(JSON.parse(row?.json ?? '')).toEqual({
    ...{ AgentId: '7', EventTime: '11/23/2026 9:00:00', Activity: 'LUNCH' },
  });
  expect(tried.answer).toMatchObject({ status: 202, body: '{"accepted":1,"ignored":0}' });
});

test.each<[Signing, RegExp]>([
  ['wrong-secret', /no signature of version v1 or v1a matches/],
  ['stale', /behind our clock/],
  ['none', /header webhook-id is missing|nothing else proves/],
])('signed %s, it is refused as the vendor would be told', async (signing, words) => {
  const tried = await attempt({ signing, body: JSON.stringify(state) });
  expect(outcomes(tried).slice(1)).toEqual([
    'verified stopped',
    ...['translated', 'coded', 'shaped'].map((name) => `${name} not-reached`),
    'answered stopped',
  ]);
  expect(tried.answer?.status).toBe(401);
  expect(JSON.parse(tried.answer?.body ?? '').detail).toMatch(words);
});

test('a first-party fault is answered 422 with its path, a vendor’s is kept and answered success', async () => {
  const faulty = await attempt({ body: JSON.stringify({ ...state, agentId: '' }) });
  expect(faulty.answer?.status).toBe(422);
  expect(JSON.parse(faulty.answer?.body ?? '').faults[0].path).toContain('agentId');
  expect(outcomes(faulty)[2]).toBe('translated stopped');

  const body = JSON.stringify({ event: 'contact_center.user_status_changed', payload: 'not its shape' });
  const kept = await attempt({ source: 'zoom', body });
  expect(kept.answer?.status).toBe(200);
  expect(kept.steps[2]?.what).toMatch(/kept whole, as a dead letter `untranslatable`/);
});

test('a state without any code is told to become a dead letter', async () => {
  const { steps } = await attempt({ body: JSON.stringify({ ...state, state: 'a word of more than ten' }) });
  expect(steps[3]).toMatchObject({
    outcome: 'stopped',
    what: expect.stringContaining('it would be a dead letter'),
  });
  expect(steps[4]?.facts).toEqual([
    { label: 'dead letter unmapped-state', value: expect.stringContaining('codes.states') },
  ]);
});

test('contacts say what they alone would add to a quarter hour', async () => {
  const contact = { type: 'contact-milestone', contactId: 'c', collectionPoint: 'support' };
  const events = [
    { ...contact, milestone: 'offered', at: '2026-11-23T09:16:00Z' },
    { ...contact, milestone: 'answered', at: '2026-11-23T09:16:10Z', agentId: '7' },
    { ...contact, milestone: 'ended', at: '2026-11-23T09:17:10Z', agentId: '7' },
  ];
  const { steps } = await attempt({ body: JSON.stringify({ events }) });
  const [added] = steps[4]?.made ?? [];
  expect(added?.title).toBe('added to support, 09:15 UTC');
  expect(JSON.parse(added?.json ?? '')).toMatchObject({ offered: 1, notHandled: 0, talkSeconds: 60 });
});

test('a body that cannot carry its vendor’s proof is told so, and nothing else is done', async () => {
  const tried = await attempt({ source: 'aircall', body: 'no JSON' });
  expect(outcomes(tried)[0]).toBe('signed stopped');
  expect(tried.answer).toBeUndefined();
});

test('an event over AWS of another account would be dropped', async () => {
  const [sample] = readSampleWebhooks('genesys', configuration, Date.now());
  const body = (sample?.body ?? '').replaceAll('3b9f6d1e', '00000000');
  const tried = await attempt({ source: 'genesys', body });
  expect(tried.steps[1]).toMatchObject({
    outcome: 'stopped',
    what: expect.stringContaining('it would be dropped'),
  });
});

test('a source that is not configured is refused, naming those that are', async () => {
  await expect(attempt({ source: 'constructor' })).rejects.toThrow('allowed: standard, zoom');
});
