import { beforeAll, expect, test } from 'vitest';
import { Unavailable } from '../../shared/errors.ts';
import { createDeliveredVolumes, type DeliveredVolumes } from '../../shared/ports/delivered-volumes.ts';
import { givenTable } from './given-table.ts';

const table = givenTable();
let volumes: DeliveredVolumes;
beforeAll(async () => {
  volumes = createDeliveredVolumes(table.client, table.tableName, Date.now);
});

const older = { asOf: '2026-11-23T09:16:00.000Z', envelope: '{"v":1,"events":["older"]}' };
const newer = { asOf: '2026-11-23T09:31:00.000Z', envelope: '{"v":1,"events":["newer"]}' };

test('keeps the newest row of a key, whichever is recorded first', async () => {
  expect(await volumes.record('a', older)).toBe(true);
  expect(await volumes.record('a', newer)).toBe(true);
  expect(await volumes.record('a', older)).toBe(false);
  expect(await volumes.newest(['a', 'unheard-of'])).toEqual(new Map([['a', newer]]));
});

test('lets a row equally new take the place of the recorded one', async () => {
  await volumes.record('b', newer);
  expect(await volumes.record('b', { ...newer, envelope: '{}' })).toBe(true);
});

test('reads more keys than the table gives at once', async () => {
  const keys = Array.from({ length: 205 }, (_, index) => `many-${index}`);
  for (const key of keys) await volumes.record(key, older);
  expect((await volumes.newest(keys)).size).toBe(205);
});

test('is unavailable where the table is', async () => {
  const elsewhere = createDeliveredVolumes(table.client, 'no-table', Date.now);
  await expect(elsewhere.newest(['a'])).rejects.toThrow(Unavailable);
  await expect(elsewhere.record('a', older)).rejects.toThrow(Unavailable);
});
