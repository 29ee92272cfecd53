import { beforeAll, expect, test } from 'vitest';
import { Unavailable } from '../../shared/errors.ts';
import { createDirtyVolumes, type DirtyVolumes } from '../../shared/ports/dirty-volumes.ts';
import type { VolumeKey } from '../../shared/roll-up/quarter-hour.ts';
import { givenTable } from './given-table.ts';

const table = givenTable();
let dirty: DirtyVolumes;
beforeAll(async () => {
  dirty = createDirtyVolumes(table);
});

const start = '2026-11-23T09:00:00.000Z';
const first = { start, touchedAt: '2026-11-23T09:03:00.000Z' };
const later = { start, touchedAt: '2026-11-23T09:12:00.000Z' };
const keyOf = (
  accountId: string,
  collectionPoint = 'support',
  interval = '2026-11-23T09:00:00',
): VolumeKey => ({
  accountId,
  collectionPoint,
  interval,
});

test('keeps when a row was touched first, and another version with every touch', async () => {
  await dirty.mark(keyOf('1'), first);
  const [once] = await dirty.list('1');
  await dirty.mark(keyOf('1'), later);
  const [twice] = await dirty.list('1');
  expect(once).toEqual({ ...keyOf('1'), ...first, version: expect.any(String) });
  expect(twice).toEqual({ ...once, version: expect.any(String) });
  expect(twice?.version).not.toBe(once?.version);
});

test('keeps the earlier time where what came in first is recorded last', async () => {
  await dirty.mark(keyOf('7'), later);
  await dirty.mark(keyOf('7'), first);
  expect(await dirty.list('7')).toMatchObject([first]);
});

test('clears a mark as it was listed, and not one that was touched since', async () => {
  await dirty.mark(keyOf('2'), first);
  const [listed] = await dirty.list('2');
  if (!listed) throw new Error('nothing is listed');
  await dirty.mark(keyOf('2'), later);
  expect(await dirty.clear(listed)).toBe(false);
  const [touched] = await dirty.list('2');
  if (!touched) throw new Error('the mark is gone');
  expect(await dirty.clear(touched)).toBe(true);
  expect(await dirty.list('2')).toEqual([]);
  expect(await dirty.clear(touched)).toBe(false);
});

test('counts the first touch anew once a mark was cleared', async () => {
  await dirty.mark(keyOf('3'), first);
  for (const mark of await dirty.list('3')) await dirty.clear(mark);
  await dirty.mark(keyOf('3'), later);
  expect(await dirty.list('3')).toMatchObject([later]);
});

test('lists the marks of one account in the order of their intervals', async () => {
  const marked = [
    keyOf('4', 'a', '2026-11-23T10:00:00'),
    keyOf('4', 'z', '2026-11-23T09:45:00'),
    keyOf('4', 'b', '2026-11-23T10:00:00'),
  ];
  for (const key of [...marked, keyOf('5')]) await dirty.mark(key, first);
  const listed = await dirty.list('4');
  expect(listed.map(({ collectionPoint }) => collectionPoint)).toEqual(['z', 'a', 'b']);
});

test('lists more marks than one page holds', async () => {
  const points = Array.from({ length: 5000 }, (_, index) => String(index).padStart(50, '0'));
  for (let from = 0; from < points.length; from += 250)
    await Promise.all(points.slice(from, from + 250).map((point) => dirty.mark(keyOf('6', point), first)));
  expect(await dirty.list('6')).toHaveLength(5000);
});

test('is unavailable where the table is', async () => {
  const elsewhere = createDirtyVolumes({ client: table.client, tableName: 'no-table' });
  await expect(elsewhere.mark(keyOf('1'), first)).rejects.toThrow(Unavailable);
  await expect(elsewhere.list('1')).rejects.toThrow(Unavailable);
  await expect(elsewhere.clear({ ...keyOf('1'), ...first, version: '1' })).rejects.toThrow(Unavailable);
});
