import { expect, test } from 'vitest';
import { deliverEvents } from '../../../shared/deliver-events/deliver-events.ts';
import { measureGroup } from '../../../shared/deliver-events/measure-group.ts';
import type { Measured } from '../measured.ts';
import { activity, activityEvent, packed, volume } from './sample.ts';
import { world } from './world.ts';

const nowMs = Date.parse('2026-11-23T09:02:00.000Z');
const refusal = { kind: 'refused', words: 'no', status: 400, sent: true } as const;

function measuredOf(result: Partial<Parameters<typeof measureGroup>[0]>) {
  const measured: Measured[] = [];
  const nothing = { accepted: [], duplicates: [], refused: [], failed: [], unattempted: [] };
  measureGroup(
    { ...nothing, waitMs: 0, outage: undefined, ...result },
    (name, value, dimensions) => measured.push({ name, value, ...dimensions }),
    nowMs,
  );
  return measured;
}

const call = 'bulkInsertAgentActivity';

test('counts accepted rows as one number and measures how old each of their events is', () => {
  const rows = ['2026-11-23T09:01:15.500Z', '2026-11-23T09:01:30.000Z'].map((eventTime) =>
    activity({ eventTime }),
  );
  expect(measuredOf({ accepted: rows })).toEqual([
    { name: 'RowsDelivered', value: 2, call },
    { name: 'Freshness', value: [44_500, 30_000], call },
  ]);
});

test('calls no event younger than new, where a vendor’s clock runs fast', () => {
  const row = activity({ eventTime: '2026-11-23T09:03:00.000Z' });
  expect(measuredOf({ accepted: [row] })).toContainEqual({ name: 'Freshness', value: [0], call });
});

test('measures a volume row from when it was summed, else received', () => {
  const summed = volume({ asOf: '2026-11-23T09:01:30.000Z' });
  const freshness = { name: 'Freshness', call: 'bulkInsertCallVolume' };
  expect(measuredOf({ accepted: [summed] })).toContainEqual({ ...freshness, value: [30_000] });
});

test('counts refused and duplicate rows apart, which are of no freshness', () => {
  const [one, other] = [activity(), activity({ id: 'other' })];
  expect(measuredOf({ duplicates: [one], refused: [{ row: other, answer: refusal }] })).toEqual([
    { name: 'RowsDuplicate', value: 1, call },
    { name: 'RowsRefused', value: 1, call },
  ]);
});

test('counts nothing of rows that come back', () => {
  expect(measuredOf({ failed: [activity()], unattempted: [volume()] })).toEqual([]);
});

test('counts states that no table has and states of agents that are gone, by source', async () => {
  const { dependencies, measured } = world(async () => ({ kind: 'accepted' }));
  const gone = { ...activityEvent({ id: 'e2', state: 'Some unheard word' }), stateClass: 'offline' as const };
  await deliverEvents([packed('m1', [gone])], dependencies);
  const { source } = gone;
  expect(measured).toContainEqual({ name: 'UnmappedStates', value: 1, source });
  expect(measured).toContainEqual({ name: 'OfflineStates', value: 1, source });
});
