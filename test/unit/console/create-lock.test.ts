import { expect, test } from 'vitest';
import { createLock } from '../../../infra/console/server/create-lock.ts';

test('a ticket that no browser used within half a minute lets nobody in, and neither does one before the last', () => {
  let nowMs = 0;
  const lock = createLock('key', () => nowMs);
  const enter = (ticket: string) =>
    lock.admit({ query: new URLSearchParams(ticket), headers: {}, port: 1 }).kind;
  const [first, second] = [lock.ticket(), lock.ticket()];
  expect([enter(first), enter(second)]).toEqual(['out', 'enter']);
  const late = lock.ticket();
  nowMs = 30_000;
  expect(enter(late)).toBe('out');
  expect(enter('key=key')).toBe('enter');
});
