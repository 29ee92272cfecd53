import { expect, test } from 'vitest';
import { createTokenTrials } from '../../shared/ports/token-trials.ts';
import { givenTable } from './given-table.ts';

const table = givenTable();

const answer = {
  triedAt: '2026-11-24T09:00:00.000Z',
  login: { outcome: 'works', path: '/api/ccs/auth/login' },
} as const;

test('a trial is kept whole, in place of the one that was seen, and of no other', async () => {
  const trials = createTokenTrials(table);
  expect(await trials.last()).toBeUndefined();
  const first = { triedAtMs: 1000, versionId: 'v1', answer: undefined };
  expect(await trials.note(first, undefined)).toBe(true);
  expect(await trials.note(first, undefined)).toBe(false);
  expect(await trials.last()).toEqual(first);

  expect(await trials.note({ ...first, answer }, first)).toBe(true);
  expect(await trials.last()).toEqual({ ...first, answer });
  const second = { triedAtMs: 2000, versionId: 'v2', answer: undefined };
  expect(await trials.note(second, { ...first, triedAtMs: 999 })).toBe(false);
  expect(await trials.note(second, first)).toBe(true);
  expect(await trials.last()).toEqual(second);
});
