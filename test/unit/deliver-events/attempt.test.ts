import { expect, test } from 'vitest';
import type { CloudConnect } from '../../../shared/cloud-connect/client.ts';
import { InvalidRow, Outage, Refusal, Unauthorized } from '../../../shared/cloud-connect/errors.ts';
import { createAttempt } from '../../../shared/deliver-events/attempt.ts';
import { Unavailable } from '../../../shared/errors.ts';
import { activity } from './sample.ts';

const noPace = async () => undefined;
const plenty = { remainingMs: () => 60_000, pace: noPace };

/** An API that answers each request with the next of these; `undefined` is success. */
function attempting(answers: readonly (Error | undefined)[]) {
  const used: string[] = [];
  const renewals: string[] = [];
  const left = [...answers];
  const api = {
    bulkInsert: async (_call: string, _rows: unknown, { accessToken }: { accessToken: string }) => {
      used.push(accessToken);
      const answer = left.shift();
      if (answer) throw answer;
    },
  };
  const tokens = {
    current: async () => ({ accessToken: 'first', versionId: 'v1' }),
    renew: async ({ versionId }: { versionId: string }) => {
      renewals.push(versionId);
      return { accessToken: 'second', versionId: 'v2' };
    },
  };
  return { attempt: createAttempt(api, tokens), used, renewals };
}

test('accepts what the API accepts', async () => {
  const { attempt, used } = attempting([undefined]);
  expect(await attempt([activity()], plenty)).toEqual({ kind: 'accepted' });
  expect(used).toEqual(['first']);
});

test('sends once more with a renewed token after a 401, naming the version that was refused', async () => {
  const { attempt, used, renewals } = attempting([new Unauthorized('401'), undefined]);
  expect(await attempt([activity()], plenty)).toEqual({ kind: 'accepted' });
  expect({ used, renewals }).toEqual({ used: ['first', 'second'], renewals: ['v1'] });
});

test('calls a second 401 an outage', async () => {
  const { attempt, used } = attempting([new Unauthorized('401'), new Unauthorized('401 again')]);
  expect(await attempt([activity()], plenty)).toMatchObject({ kind: 'outage', detail: '401 again' });
  expect(used).toHaveLength(2);
});

test('begins no second request that could outlast the invocation', async () => {
  const { attempt, used } = attempting([new Unauthorized('401'), undefined]);
  const left = [12_000, 12_000, 12_000, 12_000];
  const remainingMs = () => left.shift() ?? 3_500;
  expect(await attempt([activity()], { ...plenty, remainingMs })).toMatchObject({ kind: 'outage' });
  expect(used).toHaveLength(1);
});

test('gives a request no longer than the invocation has', async () => {
  const given: (number | undefined)[] = [];
  const api = {
    bulkInsert: async (...[, , { withinMs }]: Parameters<CloudConnect['bulkInsert']>) =>
      void given.push(withinMs),
  };
  const token = async () => ({ accessToken: 'first', versionId: 'v1' });
  const attempt = createAttempt(api, { current: token, renew: token });
  for (const left of [60_000, 9_000]) await attempt([activity()], { ...plenty, remainingMs: () => left });
  expect(given).toEqual([10_000, 6_000]);
});

test('waits for no token longer than the invocation has', async () => {
  const never = () => new Promise<never>(() => {});
  const attempt = createAttempt({ bulkInsert: async () => {} }, { current: never, renew: never });
  const answer = await attempt([activity()], { ...plenty, remainingMs: () => 3_010 });
  expect(answer).toMatchObject({ kind: 'outage', detail: 'an access token was not had in time' });
});

test('takes a turn of its own for the request after a 401, and sends none where that is far off', async () => {
  const turns = [undefined, 5_000];
  const pace = async () => turns.shift();
  for (const requests of [2, 1]) {
    const { attempt, used } = attempting([new Unauthorized('401'), undefined]);
    await attempt([activity()], { ...plenty, pace });
    expect(used).toHaveLength(requests);
  }
  expect(turns).toEqual([]);
});

test('calls a refusal a refusal, with the words and the status of the API', async () => {
  const { attempt } = attempting([new Refusal('no', { apiStatus: 409, apiWords: 'duplicate key' })]);
  expect(await attempt([activity()], plenty)).toEqual({
    kind: 'refused',
    words: 'duplicate key',
    status: 409,
    sent: true,
  });
});

test('names the row that our own check refused', async () => {
  const { attempt } = attempting([new InvalidRow('too long', { rowIndex: 3, field: 'AgentId' })]);
  expect(await attempt([activity()], plenty)).toMatchObject({ kind: 'refused', sent: false, rowIndex: 3 });
});

test('passes on how long the API asks to be left alone', async () => {
  const { attempt } = attempting([new Outage('429', { apiStatus: 429, retryAfterSeconds: 42 })]);
  expect(await attempt([activity()], plenty)).toMatchObject({ kind: 'outage', retryAfterSeconds: 42 });
});

test('calls a token that cannot be had and an error nobody foresaw an outage', async () => {
  for (const error of [new Unavailable('no token'), new TypeError('a bug')]) {
    const { attempt } = attempting([error]);
    expect(await attempt([activity()], plenty)).toMatchObject({ kind: 'outage' });
  }
});
