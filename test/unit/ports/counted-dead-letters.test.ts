import { expect, test } from 'vitest';
import { countedDeadLetters } from '../../../shared/ports/counted-dead-letters.ts';
import type { DeadLetter } from '../../../shared/ports/dead-letters.ts';
import type { Measured } from '../measured.ts';

const letter: DeadLetter = {
  id: 'a',
  reason: 'refused',
  detail: 'no such agent',
  source: 'zoom',
  accountId: '1',
  firstSeenAt: '2026-11-23T09:00:00.000Z',
  lastSeenAt: '2026-11-23T09:00:00.000Z',
  original: '{}',
};

test('counts a dead letter that is written, in all and by reason', async () => {
  const measured: Measured[] = [];
  const { put } = countedDeadLetters({ put: async () => {} }, (name, value, dimensions) =>
    measured.push({ name, value, ...dimensions }),
  );
  await put(letter);
  expect(measured).toEqual([
    { name: 'DeadLetters', value: 1 },
    { name: 'DeadLetters', value: 1, reason: 'refused' },
  ]);
});

test('counts none that the table did not take', async () => {
  const measured: string[] = [];
  const failing = { put: () => Promise.reject(new Error('no table')) };
  await expect(countedDeadLetters(failing, (name) => measured.push(name)).put(letter)).rejects.toThrow();
  expect(measured).toEqual([]);
});
