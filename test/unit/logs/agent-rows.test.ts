import { expect, test } from 'vitest';
import { deliverEvents } from '../../../shared/deliver-events/deliver-events.ts';
import type { LogFields } from '../../../shared/log.ts';
import { type AgentRow, linesOfRows, readAgentRows } from '../../../shared/logs/agent-rows.ts';
import {
  accepted,
  activityEvent,
  configuration,
  outage,
  packed,
  provenance,
  refused,
} from '../deliver-events/sample.ts';
import { nowMs, world } from '../deliver-events/world.ts';

const { source: _, accountId: __, receivedAt: ___, ...own } = activityEvent({ reason: 'MEETING' });

async function rowsOf(attempt: Parameters<typeof world>[0], events: readonly (typeof own)[], rows = true) {
  const lines: LogFields[] = [];
  const { dependencies } = world(attempt);
  const log = (_level: string, event: string, fields: LogFields = {}) =>
    void lines.push({ event, ...fields });
  const settings = { ...configuration, logs: { rows } };
  const message = packed('m1', events, { correlationId: 'webhook-1' });
  await deliverEvents([message], { ...dependencies, log, configuration: settings });
  return lines.flatMap(readAgentRows);
}

test('a delivered state stands in the log whole, where rows are to', async () => {
  expect(await rowsOf(async () => accepted, [own])).toEqual([
    {
      correlationId: 'webhook-1',
      ...provenance,
      agentId: '1001',
      eventTime: '2026-11-23T09:01:22.480Z',
      state: 'AVAIL',
      reason: 'MEETING',
      code: 'AVAIL',
      reasonCode: 'MEETING',
      acceptedAt: new Date(nowMs).toISOString(),
    },
  ]);
  expect(await rowsOf(async () => accepted, [own], false)).toEqual([]);
});

test('its flags say what else there is to say, and what comes back is not told yet', async () => {
  const flags = async (attempt: Parameters<typeof world>[0], ...events: (typeof own)[]) =>
    (await rowsOf(attempt, events)).map((row) => row.flags ?? []);
  const earlier = { ...own, id: 'e0', eventTime: '2026-11-23T09:01:22.100Z' };
  expect(await flags(async () => accepted, earlier, own)).toEqual([[], ['collapsed']]);
  expect(await flags(async () => refused('duplicate key'), own)).toEqual([['duplicate']]);
  expect(await flags(async () => refused('too long', false), own)).toEqual([['refused']]);
  expect(await flags(async () => accepted, { ...own, state: 'no code has this' })).toEqual([['refused']]);
  expect(await flags(async () => accepted, { ...own, eventTime: '2026-11-23T08:01:22.480Z' })).toEqual([
    ['late'],
  ]);
  expect(await flags(async () => outage, own)).toEqual([]);
});

test('no line of rows weighs more than 200 KB, and none is left out', () => {
  const row: AgentRow = {
    ...provenance,
    agentId: 'ü'.repeat(50),
    eventTime: provenance.receivedAt,
    state: 'x'.repeat(255),
    acceptedAt: provenance.receivedAt,
  };
  const lines = linesOfRows(Array.from({ length: 2000 }, () => row));
  expect(lines.flat()).toHaveLength(2000);
  for (const states of lines)
    expect(Buffer.byteLength(JSON.stringify({ event: 'agent-rows', states }))).toBeLessThan(200_000);
});
