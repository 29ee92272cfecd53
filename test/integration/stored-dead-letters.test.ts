import { randomBytes } from 'node:crypto';
import { DeleteItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import { Unavailable } from '../../shared/errors.ts';
import { createDeadLetters, type DeadLetter } from '../../shared/ports/dead-letters.ts';
import { createStoredDeadLetters } from '../../shared/ports/stored-dead-letters.ts';
import { givenTable } from './given-table.ts';

const table = givenTable();
beforeEach(async () => {
  for (const letter of await read()) await stored().remove(letter);
  expect(await items()).toEqual([]);
});

const stored = () => createStoredDeadLetters(table);
const read = () => Array.fromAsync(stored().all());
const put = (letter: DeadLetter) => createDeadLetters(table.client, table.tableName).put(letter);
const items = async () =>
  (await table.client.send(new ScanCommand({ TableName: table.tableName }))).Items ?? [];

function letter(overrides: Partial<DeadLetter> = {}): DeadLetter {
  return {
    id: 'agent-activity/e1',
    reason: 'refused',
    detail: 'AgentId is not known',
    source: 'desk',
    accountId: '7',
    firstSeenAt: '2026-11-23T09:01:23.000Z',
    lastSeenAt: '2026-11-23T09:02:00.000Z',
    attempts: 3,
    original: '{"état":"\u{1f600}"}',
    ...overrides,
  };
}

/** Random, so that it stays as large when it is compressed: four parts. */
const large = randomBytes(1_000_000).toString('base64');

test('gives back what was written, with the original', async () => {
  const { original, ...rest } = letter();
  await put({ ...rest, original });
  const [found, ...others] = await read();
  expect(others).toEqual([]);
  expect(found).toMatchObject(rest);
  expect(await found?.original()).toBe(original);
});

test('finds the letters of all sixteen partitions, over pages', async () => {
  const ids = Array.from({ length: 60 }, (_, index) => `id-${index}`);
  const original = randomBytes(100_000).toString('base64');
  await Promise.all(ids.map((id) => put(letter({ id, original }))));
  const found = await read();
  expect(found.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(new Set(found.map(({ place }) => place.pk)).size).toBeGreaterThan(10);
}, 60_000);

test('joins an original that lies in parts', async () => {
  await put(letter({ original: large }));
  const [found] = await read();
  expect(await found?.original()).toBe(large);
});

test('is unavailable where a part is missing, rather than half of an original', async () => {
  await put(letter({ original: large }));
  const [found] = await read();
  if (!found) throw new Error('not written');
  await stored().remove(found);
  await expect(found.original()).rejects.toThrow(Unavailable);
});

test('removes a letter with all its parts', async () => {
  await put(letter({ original: large }));
  for (const found of await read()) expect(await stored().remove(found)).toBe(true);
  expect(await items()).toEqual([]);
});

test('removes one a second time without effect', async () => {
  await put(letter());
  const [found] = await read();
  if (!found) throw new Error('not written');
  expect([await stored().remove(found), await stored().remove(found)]).toEqual([true, false]);
});

test('leaves a letter whole that was written anew since it was read', async () => {
  await put(letter({ original: large }));
  const [found] = await read();
  if (!found) throw new Error('not written');
  await put(letter({ original: large, lastSeenAt: '2026-11-23T09:03:00.000Z' }));
  expect(await stored().remove(found)).toBe(false);
  expect(await (await read())[0]?.original()).toBe(large);
});

test('leaves alone the parts that one writes anew while the old letter goes', async () => {
  await put(letter({ original: large }));
  const [old] = await read();
  if (!old) throw new Error('not written');
  const removing = stored().remove(old);
  await put(letter({ original: large, lastSeenAt: '2026-11-23T09:03:00.000Z' }));
  await removing;
  expect(await (await read())[0]?.original()).toBe(large);
});

test('is unavailable rather than incomplete where a letter is of a reason it does not know', async () => {
  await put(letter({ id: 'newer' }));
  const [item] = await items();
  const Key = { pk: item?.['pk'] ?? { S: '' }, sk: item?.['sk'] ?? { S: '' } };
  const { client, tableName } = table;
  await client.send(
    new PutItemCommand({ TableName: tableName, Item: { ...item, reason: { S: 'of-tomorrow' } } }),
  );
  await expect(read()).rejects.toThrow('desk/newer does not read as one (reason.S: ');
  await client.send(new DeleteItemCommand({ TableName: tableName, Key }));
});

test('is unavailable when the table does not answer', async () => {
  const none = createStoredDeadLetters({ ...table, tableName: 'no-such-table' });
  await expect(Array.fromAsync(none.all())).rejects.toThrow(Unavailable);
});
