import { beforeAll, expect, test } from 'vitest';
import { createSuspectMarks, type SuspectMarks } from '../../shared/ports/suspect-marks.ts';
import { givenTable } from './given-table.ts';

const table = givenTable();
let marks: SuspectMarks;
let nowMs = Date.parse('2026-11-23T09:00:00.000Z');
beforeAll(async () => {
  marks = createSuspectMarks(table.client, table.tableName, () => nowMs);
});

test('tells when each mark of a message was set and whether alone, and none of another’s', async () => {
  const firstMs = nowMs;
  await marks.mark('one', false);
  nowMs += 30_000;
  await marks.mark('one', true);
  expect(await marks.marks('one')).toEqual([
    { atMs: firstMs, isAlone: false },
    { atMs: nowMs, isAlone: true },
  ]);
  expect(await marks.marks('another')).toEqual([]);
});

test('forgets all of them once the message was handled', async () => {
  await marks.mark('two', true);
  await marks.unmark('two');
  expect(await marks.marks('two')).toEqual([]);
});
