import { randomUUID } from 'node:crypto';
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import { createForcedRefreshLimit } from '../../shared/ports/forced-refresh-limit.ts';
import { createTokenLease } from '../../shared/ports/token-lease.ts';
import { refreshToken } from '../../shared/refresh-token/refresh-token.ts';
import { fakePorts, minute, startMs, tokenLeft } from '../unit/refresh-token/fake-ports.ts';
import { givenTable } from './given-table.ts';

const table = givenTable();

beforeEach(async () => {
  for (const sk of ['lease', 'forced#refused', 'forced#missing'])
    await table.client.send(
      new DeleteItemCommand({ TableName: table.tableName, Key: { pk: { S: 'token' }, sk: { S: sk } } }),
    );
});

/** One secret and one API for all, the lease and the limits in a real table. */
function refreshers(stored?: ReturnType<typeof tokenLeft>) {
  const { ports, ...fakes } = fakePorts(stored);
  const now = () => fakes.state.nowMs;
  const shared = {
    ...ports,
    takeLease: createTokenLease({ ...table, now, newId: randomUUID }),
    takeForcedRefresh: createForcedRefreshLimit({ ...table, now }),
  };
  return { ports: shared, ...fakes };
}

test('two refreshers at once log in exactly once: the loser waits and reads again', async () => {
  const { ports, api, secret } = refreshers();
  const { login } = api;
  const { promise: aWaiterWaits, resolve: waiterWaits } = Promise.withResolvers<void>();
  const sleep = async () => waiterWaits();
  api.login = async (credentials) => {
    await aWaiterWaits;
    return await login(credentials);
  };
  const missing = { cause: 'missing' };
  const answers = await Promise.all([1, 2].map(() => refreshToken(missing, { ...ports, sleep })));
  expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['kept', 'renewed']);
  expect(answers.map(({ versionId }) => versionId)).toEqual(['v2', 'v2']);
  expect(api.calls).toEqual(['login ada correct-horse']);
  expect(secret.versions).toHaveLength(2);
});

test('eight refusals of one version at once force one renewal', async () => {
  const { ports, api } = refreshers(tokenLeft(59 * minute));
  const refused = { cause: 'refused', refusedVersionId: 'v1' };
  const sleep = async () => {};
  const eight = Array.from({ length: 8 }, () => refreshToken(refused, { ...ports, sleep }));
  const outcomes = (await Promise.all(eight)).map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === 'renewed')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'kept')).toHaveLength(7);
  expect(api.calls).toHaveLength(1);
});

test('a lease left behind by a run that was cut off is taken over after 60 seconds', async () => {
  const { ports, api, state } = refreshers(tokenLeft(minute * 2));
  await ports.takeLease();
  expect(await refreshToken({ cause: 'schedule' }, ports)).toMatchObject({ outcome: 'busy' });
  state.nowMs = startMs + minute;
  expect(await refreshToken({ cause: 'schedule' }, ports)).toMatchObject({ outcome: 'renewed' });
  expect(api.calls).toEqual(['refresh stored-refresh']);
});

test('a token refused again and again is renewed once a minute', async () => {
  const { ports, api, secret, state } = refreshers(tokenLeft(59 * minute));
  const refuse = () =>
    refreshToken({ cause: 'refused', refusedVersionId: secret.current().versionId }, ports);
  expect(await refuse()).toMatchObject({ outcome: 'renewed' });
  expect(await refuse()).toMatchObject({ outcome: 'limited', versionId: 'v2' });
  state.nowMs += minute;
  expect(await refuse()).toMatchObject({ outcome: 'renewed', versionId: 'v3' });
  expect(api.calls).toHaveLength(2);
});

test('the schedule logs in although forced renewals are used up', async () => {
  const { ports, state } = refreshers();
  const login = ports.api.login;
  const failing = { ...ports, api: { ...ports.api, login: async () => Promise.reject(new Error('401')) } };
  await expect(refreshToken({ cause: 'missing' }, failing)).rejects.toThrow('401');
  expect(await refreshToken({ cause: 'missing' }, { ...ports, api: { ...ports.api, login } })).toEqual({
    outcome: 'limited',
    versionId: 'v1',
  });
  state.nowMs += 1;
  expect(await refreshToken({ cause: 'schedule' }, ports)).toMatchObject({ outcome: 'renewed' });
});
