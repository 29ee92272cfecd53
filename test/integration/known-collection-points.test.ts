import { expect, test } from 'vitest';
import { Unavailable } from '../../shared/errors.ts';
import { createKnownCollectionPoints } from '../../shared/ports/known-collection-points.ts';
import { givenTable } from './given-table.ts';

const table = givenTable();

const startMs = Date.parse('2026-11-23T09:00:00.000Z');
const [hourMs, dayMs] = [3_600_000, 86_400_000];

/** What two functions know, each of them with its own memory, by a clock that the test sets. */
function known() {
  const clock = { ms: startMs };
  const create = () => createKnownCollectionPoints(table, () => clock.ms);
  return { clock, seeing: create(), listing: create() };
}

test('knows each collection point of an account that was seen, once', async () => {
  const { seeing, listing } = known();
  for (const point of ['support', 'sales', 'support']) await seeing.see('1', point);
  await seeing.see('2', 'elsewhere');
  expect(await listing.list('1')).toEqual(['sales', 'support']);
});

test('forgets a collection point that was not seen for seven days', async () => {
  const { clock, seeing, listing } = known();
  await seeing.see('3', 'quiet');
  clock.ms += 7 * dayMs - 1;
  expect(await listing.list('3')).toEqual(['quiet']);
  clock.ms += 1;
  expect(await listing.list('3')).toEqual([]);
});

test('knows one for seven days from when it was seen last, to the hour', async () => {
  const { clock, seeing, listing } = known();
  await seeing.see('4', 'support');
  clock.ms += hourMs - 1;
  await seeing.see('4', 'support');
  clock.ms = startMs + 7 * dayMs;
  expect(await listing.list('4')).toEqual([]);
  clock.ms = startMs + hourMs;
  await seeing.see('4', 'support');
  clock.ms = startMs + 7 * dayMs;
  expect(await listing.list('4')).toEqual(['support']);
});

test('tells the table again of one that it did not take', async () => {
  const { clock, listing } = known();
  const names = ['no-table', table.tableName];
  const once = createKnownCollectionPoints(
    {
      client: table.client,
      get tableName() {
        return names.shift() ?? table.tableName;
      },
    },
    () => clock.ms,
  );
  await expect(once.see('5', 'support')).rejects.toThrow(Unavailable);
  await once.see('5', 'support');
  expect(await listing.list('5')).toEqual(['support']);
});

test('is unavailable where the table is', async () => {
  const elsewhere = createKnownCollectionPoints({ client: table.client, tableName: 'no-table' }, Date.now);
  await expect(elsewhere.see('1', 'support')).rejects.toThrow(Unavailable);
  await expect(elsewhere.list('1')).rejects.toThrow(Unavailable);
});
