import { expect, test } from 'vitest';
import { checkToken, judgeToken } from '../../../../infra/ops/doctor/check-token.ts';
import { storedAt, vault } from '../secrets/sample-secrets.ts';
import { minuteMs, nowMs, patientOf } from './sample-patient.ts';

const life = (minutesLeft: number) => ({
  minutesLeft,
  issuedBy: 'refresh' as const,
  issuedAt: new Date(nowMs - 5 * minuteMs).toISOString(),
  expiresAt: new Date(nowMs + minutesLeft * minuteMs).toISOString(),
});

test.each([
  [55, 'ok', 'lives for 55 min more and came by refresh 5 min ago'],
  [20, 'ok', 'lives for 20 min more'],
  [19, 'failed', 'lives for 19 min more and came by refresh 5 min ago, so that renewing it fails'],
  [1, 'failed', 'so that renewing it fails'],
  [0, 'failed', 'is over'],
])('a token with %d minutes left is %s', (minutes, outcome, says) => {
  const found = judgeToken({ life: life(minutes), storedAt: undefined }, nowMs);
  expect(found).toMatchObject({ outcome, says: expect.stringContaining(says) });
  expect(found.remedy).toBe(outcome === 'ok' ? undefined : 'what to do: README.md#token-expires');
});

test('no token at all fails', () => {
  expect(judgeToken({ life: undefined, storedAt: undefined }, nowMs)).toMatchObject({
    outcome: 'failed',
    says: expect.stringContaining('no access token'),
  });
});

test.each([
  ['a moment', 0, 'note', 'starting'],
  ['not quite a minute', minuteMs - 1, 'note', 'starting'],
  ['a minute', minuteMs, 'failed', 'no access token'],
])('a secret that has waited %s for its first token is judged by that', async (_for, ms, outcome, says) => {
  const { secrets } = vault().deployment;
  const patient = patientOf({ secrets }, { now: () => storedAt.getTime() + ms });
  expect(await checkToken.look(patient)).toMatchObject([{ outcome, says: expect.stringContaining(says) }]);
});
