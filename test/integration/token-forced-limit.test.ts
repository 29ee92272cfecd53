import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import { Unavailable } from '../../shared/errors.ts';
import { createForcedRefreshLimit } from '../../shared/ports/forced-refresh-limit.ts';
import { givenTable } from './given-table.ts';

const minute = 60_000;
const table = givenTable();
let nowMs: number;

beforeEach(async () => {
  nowMs = Date.parse('2026-11-23T09:00:00.000Z');
  for (const cause of ['refused', 'missing']) {
    const Key = { pk: { S: 'token' }, sk: { S: `forced#${cause}` } };
    await table.client.send(new DeleteItemCommand({ TableName: table.tableName, Key }));
  }
});

function take(cause: 'refused' | 'missing' = 'refused'): Promise<boolean> {
  return createForcedRefreshLimit({ ...table, now: () => nowMs })(cause);
}

test('forces at most once a minute', async () => {
  expect(await take()).toBe(true);
  nowMs += minute - 1;
  expect(await take()).toBe(false);
  nowMs += 1;
  expect(await take()).toBe(true);
});

test('forces once when several ask at the same moment', async () => {
  const taken = await Promise.all([take(), take(), take()]);
  expect(taken.filter(Boolean)).toHaveLength(1);
});

test('forces at most 40 times a day: the 41st is refused until the next UTC day', async () => {
  for (let count = 0; count < 40; count += 1) {
    expect(await take()).toBe(true);
    nowMs += minute;
  }
  expect(await take()).toBe(false);
  nowMs = Date.parse('2026-11-23T23:59:59.999Z');
  expect(await take()).toBe(false);
  nowMs += 1;
  expect(await take()).toBe(true);
});

test('keeps the minute between two forced renewals over midnight', async () => {
  nowMs = Date.parse('2026-11-23T23:59:30.000Z');
  expect(await take()).toBe(true);
  nowMs = Date.parse('2026-11-24T00:00:29.999Z');
  expect(await take()).toBe(false);
  nowMs += 1;
  expect(await take()).toBe(true);
});

test('does not let the first login hold up the first refused token', async () => {
  expect(await take('missing')).toBe(true);
  expect(await take('refused')).toBe(true);
  expect(await take('missing')).toBe(false);
});

test('is unavailable when the table does not answer', async () => {
  const takeElsewhere = createForcedRefreshLimit({ ...table, tableName: 'no-such-table', now: () => nowMs });
  await expect(takeElsewhere('refused')).rejects.toThrow(Unavailable);
});
