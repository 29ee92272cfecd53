import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSuspectMarks, type SuspectMarks } from '../../shared/ports/suspect-marks.ts';
import { startTable } from './start-table.ts';

let table: Awaited<ReturnType<typeof startTable>>;
let marks: SuspectMarks;
let nowMs = Date.parse('2026-11-23T09:00:00.000Z');
beforeAll(async () => {
  table = await startTable();
  marks = createSuspectMarks(table.client, table.tableName, () => nowMs);
});
afterAll(() => table.close());

test('counts the marks of a message that were set before a time, and none of another’s', async () => {
  const firstMs = nowMs;
  await marks.mark('one');
  nowMs += 30_000;
  await marks.mark('one');
  await marks.mark('one');
  expect(await marks.crashes('one', firstMs - 1)).toBe(0);
  expect(await marks.crashes('one', firstMs)).toBe(1);
  expect(await marks.crashes('one', nowMs)).toBe(3);
  expect(await marks.crashes('another', nowMs)).toBe(0);
});

test('forgets all of them once the message was handled', async () => {
  await marks.mark('two');
  await marks.unmark('two');
  expect(await marks.crashes('two', nowMs)).toBe(0);
});
