import { expect, test } from 'vitest';
import { Unavailable } from '../../shared/errors.ts';
import { createKnownPeople } from '../../shared/ports/known-people.ts';
import { givenTable } from './given-table.ts';

const table = givenTable();

const dayMs = 86_400_000;
const clock = { ms: Date.parse('2026-11-23T09:00:00.000Z') };
/** What an environment of its own knows. */
const environment = (tableName = table.tableName) =>
  createKnownPeople({ client: table.client, tableName }, () => clock.ms);

test('a person is known by account, agent and fate, to other environments once it is stored', async () => {
  const [seeing, asking] = [environment(), environment()];
  seeing.see('stored', '1', '1001');
  seeing.see('unusable', '1', '1002');
  expect([...(await seeing.find('stored', '1', ['1001', '1002', '1001']))]).toEqual(['1001']);
  expect(await asking.find('stored', '1', ['1001'])).toEqual(new Set());
  await seeing.store();
  expect(await asking.find('stored', '1', ['1001', '1002'])).toEqual(new Set(['1001']));
  expect(await asking.find('unusable', '1', ['1001', '1002'])).toEqual(new Set(['1002']));
  expect(await asking.find('stored', '2', ['1001'])).toEqual(new Set());
});

test('more than one read of the table may be needed', async () => {
  const seeing = environment();
  const agentIds = Array.from({ length: 150 }, (_, n) => String(n));
  for (const agentId of agentIds) seeing.see('stored', '3', agentId);
  await seeing.store();
  expect((await environment().find('stored', '3', [...agentIds, 'other'])).size).toBe(150);
});

test('who is announced again within thirty days stays known, and is forgotten after them', async () => {
  const first = environment();
  first.see('stored', '4', '1001');
  await first.store();
  clock.ms += 29 * dayMs;
  const second = environment();
  expect((await second.find('stored', '4', ['1001'])).size).toBe(1);
  second.see('stored', '4', '1001');
  await second.store();
  clock.ms += 29 * dayMs;
  expect((await environment().find('stored', '4', ['1001'])).size).toBe(1);
  clock.ms += dayMs;
  expect((await environment().find('stored', '4', ['1001'])).size).toBe(0);
  expect((await second.find('stored', '4', ['1001'])).size).toBe(0);
});

test('a table that does not answer is told of, and is not asked for whom this environment knows', async () => {
  const people = environment('no-such-table');
  people.see('stored', '1', '1001');
  expect((await people.find('stored', '1', ['1001'])).size).toBe(1);
  await expect(people.find('stored', '1', ['1002'])).rejects.toThrow(Unavailable);
});
