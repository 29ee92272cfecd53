import { beforeAll, expect, test } from 'vitest';
import { Unavailable } from '../../shared/errors.ts';
import { createRollUpRuns, type RollUpRuns } from '../../shared/ports/roll-up-runs.ts';
import { givenTable } from './given-table.ts';

const table = givenTable();
let nowAt: string;
let runs: RollUpRuns;
beforeAll(async () => {
  runs = createRollUpRuns(table, () => Date.parse(nowAt));
});

test('tells nothing of how far an account has come before its first run', async () => {
  expect(await runs.closedUntil('1')).toBeUndefined();
});

test('comes further, and never goes back', async () => {
  await runs.closeUntil('2', '2026-11-23T09:15:00.000Z');
  await runs.closeUntil('2', '2026-11-23T09:30:00.000Z');
  await runs.closeUntil('2', '2026-11-23T09:15:00.000Z');
  expect(await runs.closedUntil('2')).toBe('2026-11-23T09:30:00.000Z');
  expect(await runs.closedUntil('3')).toBeUndefined();
});

test('takes the time of the clock where it is later than every one before', async () => {
  nowAt = '2026-11-23T09:16:00.000Z';
  expect(await runs.nextAsOf('4')).toBe(nowAt);
  nowAt = '2026-11-23T09:31:00.000Z';
  expect(await runs.nextAsOf('4')).toBe(nowAt);
});

test('gives a later time also where the clock stands still or jumps back', async () => {
  nowAt = '2026-11-23T09:16:00.000Z';
  await runs.nextAsOf('5');
  expect(await runs.nextAsOf('5')).toBe('2026-11-23T09:16:00.001Z');
  nowAt = '2026-11-23T08:00:00.000Z';
  expect(await runs.nextAsOf('5')).toBe('2026-11-23T09:16:00.002Z');
});

test('gives each of those that ask at once another time', async () => {
  nowAt = '2026-11-23T09:16:00.000Z';
  const given = await Promise.all(Array.from({ length: 8 }, () => runs.nextAsOf('6')));
  expect(new Set(given).size).toBe(8);
  expect(await runs.nextAsOf('6')).toBe('2026-11-23T09:16:00.008Z');
});

test('keeps how far it has come and the times it gave apart', async () => {
  await runs.closeUntil('7', '2026-11-23T09:15:00.000Z');
  nowAt = '2026-11-23T09:10:00.000Z';
  expect(await runs.nextAsOf('7')).toBe(nowAt);
  expect(await runs.closedUntil('7')).toBe('2026-11-23T09:15:00.000Z');
});

test('is unavailable where the table is', async () => {
  const elsewhere = createRollUpRuns({ client: table.client, tableName: 'no-table' }, Date.now);
  await expect(elsewhere.closedUntil('1')).rejects.toThrow(Unavailable);
  await expect(elsewhere.closeUntil('1', '2026-11-23T09:15:00.000Z')).rejects.toThrow(Unavailable);
  await expect(elsewhere.nextAsOf('1')).rejects.toThrow(Unavailable);
});

test('tells when the first quarter hour that was closed began, however many are closed after it', async () => {
  const runs = createRollUpRuns(table, Date.now);
  expect(await runs.begunAt('first')).toBeUndefined();
  await runs.closeUntil('first', '2026-11-23T09:15:00.000Z');
  await runs.closeUntil('first', '2026-11-23T10:00:00.000Z');
  expect(await runs.begunAt('first')).toBe('2026-11-23T09:00:00.000Z');
});
