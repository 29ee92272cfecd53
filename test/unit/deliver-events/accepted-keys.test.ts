import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { acceptedKeys, createAcceptedKeys } from '../../../shared/deliver-events/accepted-keys.ts';
import { activity } from './sample.ts';

const group = '1/bulkInsertAgentActivity';
const startMs = Date.parse('2026-11-23T09:00:00.000Z');
const periodMs = acceptedKeys.seconds * 1000;
const row = { content: 'AVAIL', millisecond: 480 };

test('finds what was added last under a group’s key, whole, and nothing under another', () => {
  const keys = createAcceptedKeys();
  keys.add(group, 'a@1', { content: 'BUSY', millisecond: 0 }, startMs);
  keys.add(group, 'a@1', row, startMs);
  keys.add(group, 'b@1', { content: 'BREAK\nLUNCH', millisecond: 999 }, startMs);
  expect(keys.find(group, 'a@1', startMs)).toEqual(row);
  expect(keys.find(group, 'b@1', startMs)).toEqual({ content: 'BREAK\nLUNCH', millisecond: 999 });
  expect(keys.find(group, 'a@2', startMs)).toBeUndefined();
  expect(keys.find('2/bulkInsertAgentActivity', 'a@1', startMs)).toBeUndefined();
});

test('remembers a key for an hour at least and two at most, however seldom it is asked', () => {
  for (const asks of [
    [],
    [periodMs - 1],
    [periodMs],
    [2 * periodMs - 1],
    [periodMs / 2, periodMs, 1.5 * periodMs],
  ]) {
    const keys = createAcceptedKeys();
    keys.add(group, 'a@1', row, startMs);
    for (const ms of asks) expect(keys.find(group, 'a@1', startMs + ms)).toEqual(row);
    expect(keys.find(group, 'a@1', startMs + 2 * periodMs)).toBeUndefined();
  }
});

test('remembers the newest half of its keys at least, and never more than its most', () => {
  const keys = createAcceptedKeys();
  const { most } = acceptedKeys;
  for (let n = 0; n < 2 * most; n += 1) keys.add(group, `a@${n}`, row, startMs);
  const found = Array.from({ length: 2 * most }, (_, n) => keys.find(group, `a@${n}`, startMs) !== undefined);
  const remembered = found.filter(Boolean).length;
  expect(found.slice(-most / 2).every(Boolean)).toBe(true);
  expect(remembered).toBeGreaterThanOrEqual(most / 2);
  expect(remembered).toBeLessThanOrEqual(most);
});

test('a key is remembered in less than 120 bytes', () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  const bytes = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const keys = createAcceptedKeys();
  const rows = acceptedKeys.most / 2 - 1;
  const before = bytes();
  for (let n = 0; n < rows; n += 1) {
    const { key } = activity({
      agentId: `agent-${n % 800}`,
      eventTime: new Date(startMs + n * 1000).toISOString(),
    });
    keys.add(group, key, row, startMs);
  }
  expect((bytes() - before) / rows).toBeLessThan(120);
  expect(keys.find(group, 'a@1', startMs)).toBeUndefined();
});
