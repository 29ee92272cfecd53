import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import { Unavailable } from '../../shared/errors.ts';
import { createTokenLease } from '../../shared/ports/token-lease.ts';
import { givenTable } from './given-table.ts';

const Key = { pk: { S: 'token' }, sk: { S: 'lease' } };
const table = givenTable();
let nowMs: number;

beforeEach(async () => {
  nowMs = Date.parse('2026-11-23T09:00:00.000Z');
  await table.client.send(new DeleteItemCommand({ TableName: table.tableName, Key }));
});

function takeLease(newId: () => string = randomUUID) {
  return createTokenLease({ client: table.client, tableName: table.tableName, now: () => nowMs, newId })();
}

test('has one holder at a time', async () => {
  const taken = await Promise.all([takeLease(), takeLease(), takeLease()]);
  expect(taken.filter(Boolean)).toHaveLength(1);
});

test('can be taken again once it is released', async () => {
  await (await takeLease())?.release();
  expect(await takeLease()).toBeDefined();
});

test('lasts 60 seconds and lets another take over then', async () => {
  await takeLease();
  nowMs += 59_999;
  expect(await takeLease()).toBeUndefined();
  nowMs += 1;
  expect(await takeLease()).toBeDefined();
});

test('is not ended by a former holder who comes back late', async () => {
  const late = await takeLease();
  nowMs += 60_000;
  await takeLease();
  await late?.release();
  expect(await takeLease()).toBeUndefined();
});

test('is taken once where a request whose answer was lost is sent again', async () => {
  expect(await takeLease(() => 'the-same-owner')).toBeDefined();
  expect(await takeLease(() => 'the-same-owner')).toBeDefined();
});

test('carries the time at which the table may delete it, in epoch seconds', async () => {
  await takeLease();
  const { Item } = await table.client.send(new GetItemCommand({ TableName: table.tableName, Key }));
  expect(Item?.['expiresAt']).toEqual({ N: String(nowMs / 1000 + 60) });
});

test('is unavailable, not taken, when the table does not answer', async () => {
  const take = createTokenLease({
    ...table,
    tableName: 'no-such-table',
    now: () => nowMs,
    newId: randomUUID,
  });
  await expect(take()).rejects.toThrow(Unavailable);
});
