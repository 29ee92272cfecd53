import { expect, test } from 'vitest';
import { Unavailable } from '../../shared/errors.ts';
import { createKnownAgents } from '../../shared/ports/known-agents.ts';
import { givenTable } from './given-table.ts';

const table = givenTable();

const startMs = Date.parse('2026-11-23T09:00:00.000Z');
const dayMs = 86_400_000;

/** What two processes know, each of them with its own memory, by a clock that the test sets. */
function known(tableName = table.tableName) {
  const clock = { ms: startMs };
  const create = (name: string) =>
    createKnownAgents({ client: table.client, tableName: name }, () => clock.ms);
  return { clock, seeing: create(tableName), listing: create(table.tableName) };
}

const idsOf = (agents: readonly { agentId: string }[]) => agents.map(({ agentId }) => agentId);

test('knows each agent of an account whose activity came, once it is stored', async () => {
  const { seeing, listing } = known();
  for (const agentId of ['1002', '1001', '1002']) seeing.see('1', agentId);
  seeing.see('2', 'elsewhere');
  expect(await listing.list('1')).toEqual([]);
  await seeing.store();
  expect(await listing.list('1')).toEqual([
    { agentId: '1001', seenAtMs: startMs },
    { agentId: '1002', seenAtMs: startMs },
  ]);
});

test('writes an agent once a day, however often it is seen', async () => {
  const { clock, seeing, listing } = known();
  for (const ms of [0, dayMs - 1, dayMs]) {
    clock.ms = startMs + ms;
    seeing.see('3', '1001');
    await seeing.store();
    const last = ms === dayMs ? startMs + dayMs : startMs;
    expect(await listing.list('3')).toEqual([{ agentId: '1001', seenAtMs: last }]);
  }
});

test('forgets an agent who was not seen for thirty days', async () => {
  const { clock, seeing, listing } = known();
  seeing.see('4', '1001');
  await seeing.store();
  clock.ms += 30 * dayMs - 1;
  expect(idsOf(await listing.list('4'))).toEqual(['1001']);
  clock.ms += 1;
  expect(await listing.list('4')).toEqual([]);
});

test('writes two hundred at once, and the others the next time', async () => {
  const { seeing, listing } = known();
  for (let n = 0; n < 250; n += 1) seeing.see('5', String(1000 + n));
  await seeing.store();
  expect(await listing.list('5')).toHaveLength(200);
  await seeing.store();
  expect(await listing.list('5')).toHaveLength(250);
});

test('keeps what the table did not take for the next time', async () => {
  const names = ['no-table', table.tableName];
  const once = createKnownAgents(
    {
      client: table.client,
      get tableName() {
        return names.shift() ?? table.tableName;
      },
    },
    () => startMs,
  );
  once.see('6', '1001');
  await expect(once.store()).rejects.toThrow(Unavailable);
  await once.store();
  expect(idsOf(await once.list('6'))).toEqual(['1001']);
});

test('is unavailable where the table is', async () => {
  const { seeing } = known('no-table');
  seeing.see('7', '1001');
  await expect(seeing.store()).rejects.toThrow(Unavailable);
  await expect(seeing.list('7')).rejects.toThrow(Unavailable);
});
