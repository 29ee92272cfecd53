import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalRun } from '../../infra/local/local-run.ts';
import { startLocalRun } from '../../infra/local/local-run.ts';
import { freshSamples, postWebhook, webhookSourceOf } from '../../infra/local/sample-webhooks.ts';
import { type ApiInFront, startApiInFront } from './api-in-front.ts';
import { denialsIn } from './given-local-run.ts';
import { anActivity, post, sandboxControl, storedAgents, tableItems, until } from './running-system.ts';

let api: ApiInFront;
let run: LocalRun;
const lines: string[] = [];

beforeAll(async () => {
  api = await startApiInFront();
  run = await startLocalRun(
    {
      port: 0,
      sandboxPort: 0,
      windowSeconds: 1,
      api: { baseUrl: api.baseUrl, ...api.credentials },
      sourceSecrets: { zoom: ['the secret of this test', 'the previous one'] },
    },
    (what, text) => lines.push(`${what} ${text}`),
  );
});

afterAll(async () => {
  await run?.close();
  await api?.close();
});

const arrived = (...agents: string[]) =>
  until(
    () => storedAgents(api.baseUrl),
    (stored) => agents.every((agent) => stored.includes(agent)),
  );

test('a webhook becomes a row', async () => {
  expect(await post(run, anActivity('row'))).toMatchObject({
    status: 202,
    text: '{"accepted":1,"ignored":0}',
  });
  expect(await arrived('row')).toContain('row');
});

test('a webhook signed with the previous secret becomes a row as well', async () => {
  const settings = run.configuration.sources['zoom'];
  if (!settings) throw new Error('no zoom in local.json');
  const [sample] = freshSamples(settings, Date.now()).filter(
    ({ events }) => events[0]?.type === 'agent-activity',
  );
  const [event] = sample?.events ?? [];
  if (!sample) throw new Error('no sample of a state');
  const seal = { secret: 'the previous one', nowMs: Date.now(), settings };
  const signed = webhookSourceOf(settings).sign(sample, seal);
  expect(await postWebhook(`${run.url}/webhooks/zoom`, signed)).toMatchObject({ status: 200 });
  const agent = event?.type === 'agent-activity' ? event.agentId : '';
  expect(await arrived(agent)).toContain(agent);
});

test('a webhook with a wrong signature is refused with problem details', async () => {
  const headers = {
    'webhook-id': 'a',
    'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
    'webhook-signature': 'v1,AAAA',
  };
  const answer = await fetch(`${run.url}/webhooks/standard`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(anActivity('forged')),
  });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
});

test('tokens that expire in the middle of a run cost no row', async () => {
  await post(run, anActivity('before'));
  await arrived('before');
  await sandboxControl(api.baseUrl, 'expire-tokens', {});
  await post(run, anActivity('after'));
  expect(await arrived('after')).toContain('after');
});

test('an API that answers 503 for a while gets every row afterwards, once', async () => {
  await sandboxControl(api.baseUrl, 'faults', { path: 'bulkInsertAgentActivity', status: 503, count: 2 });
  const agents = Array.from({ length: 20 }, (_, n) => `outage-${n}`);
  await post(run, { events: agents.map((agent) => anActivity(agent)) });
  const stored = await until(
    () => storedAgents(api.baseUrl),
    (all) => agents.every((agent) => all.includes(agent)),
    100,
  );
  expect(stored.filter((agent) => agent.startsWith('outage-')).toSorted()).toEqual(agents.toSorted());
  expect(await sandboxControl(api.baseUrl, 'faults')).toEqual([]);
}, 120_000);

test('one refused row among many is dead-lettered with the words of the API, and the others are delivered', async () => {
  api.refuseBodies((body) => body.includes('"bad-row"'));
  const agents = Array.from({ length: 30 }, (_, n) => `good-${n}`);
  const events = [...agents.slice(0, 17), 'bad-row', ...agents.slice(17)].map((agent) => anActivity(agent));
  await post(run, { events });
  expect(await arrived(...agents)).toEqual(expect.arrayContaining(agents));
  const letters = await until(
    () => tableItems(run, 'dead-letter#'),
    (items) => items.length > 0,
  );
  expect(letters).toHaveLength(1);
  expect(letters[0]).toMatchObject({ reason: { S: 'refused' }, source: { S: 'standard' } });
  expect(letters[0]?.['detail']?.S).toContain('agent is not known here');
  expect(await storedAgents(api.baseUrl)).not.toContain('bad-row');
});

test('no role lacks a grant for anything the run has done', () => {
  expect(denialsIn(lines)).toEqual([]);
});
