import { describe, expect, test } from 'vitest';
import type { PlannedWebhook } from './center.ts';
import type { Sent } from './send-day.ts';
import { vendors } from './vendors.ts';
import { type Found, judge } from './verdict.ts';

const beganAtMs = Date.parse('2026-11-24T09:00:00.000Z');
const [ready, occupied] = [
  { word: 'Ready', activity: 'AVAIL' },
  { word: 'Occupied', activity: 'BUSY' },
];

function sent(overrides: Partial<PlannedWebhook> = {}, accepted = true): Sent {
  const told = [{ agentId: '7', atMs: 1200, state: ready }];
  const webhook = {
    number: 0,
    vendor: vendors.zoom,
    offsetMs: 0,
    kind: 'states',
    told,
    ...overrides,
  } as const;
  return { webhook, accepted, statuses: [accepted ? 200 : 503] };
}

const row = { AgentId: '7', EventTime: '11/24/2026 9:00:01', Activity: 'AVAIL' };
const nothing: Found = { rows: [], letters: [], stuck: 0, countedCollisions: 0 };
const judged = (all: readonly Sent[], found: Partial<Found>) =>
  judge(all, beganAtMs, { ...nothing, ...found });

test('finds nothing wrong where every accepted change is stored', () => {
  expect(judged([sent()], { rows: [row] })).toMatchObject({ lost: [], problems: [], rows: 1 });
});

test('tells an accepted change without a row as lost', () => {
  expect(judged([sent()], {}).lost).toEqual(['7@2026-11-24T09:00:01.000Z']);
});

test('asks for no row of a webhook that was never accepted, and bears one', () => {
  expect(judged([sent({}, false)], {})).toMatchObject({ lost: [], problems: [] });
  expect(judged([sent({}, false)], { rows: [row] }).problems).toEqual([]);
});

describe('names as a problem', () => {
  test.each<[string, readonly Sent[], Partial<Found>]>([
    ['a row that never happened', [], { rows: [row] }],
    ['a state that is none of those told', [sent()], { rows: [{ ...row, Activity: 'BUSY' }] }],
    ['a message that stays in the queue', [], { stuck: 1 }],
    [
      'a dead letter that nothing explains',
      [],
      { letters: [{ reason: 'too-old', detail: '', original: '' }] },
    ],
    ['an oddity that is no dead letter', [sent({ kind: 'unmapped' })], {}],
    [
      'an event that is two dead letters',
      [sent({ kind: 'unmapped' })],
      { letters: [1, 2].map(() => ({ reason: 'unmapped-state', detail: '', original: '"agentId":"7"' })) },
    ],
    ['a forged webhook that was accepted', [sent({ kind: 'forged' })], {}],
    ['two rows of one key', [sent()], { rows: [row, row] }],
  ])('%s', (_, all, found) => {
    expect(judged(all, found).problems).toHaveLength(1);
  });
});

describe('of two changes within a second', () => {
  const later = sent({ told: [{ agentId: '7', atMs: 1700, state: occupied }] });

  test('the later one stands', () => {
    const found = { rows: [{ ...row, Activity: 'BUSY' }] };
    expect(judged([sent(), later], found)).toMatchObject({ collisions: 0, problems: [] });
  });

  test('the earlier one is a collision, which must have been counted', () => {
    expect(judged([sent(), later], { rows: [row], countedCollisions: 1 })).toMatchObject({
      ...{ collisions: 1, problems: [] },
    });
    expect(judged([sent(), later], { rows: [row] }).problems).toEqual(['1 collisions, 0 counted']);
  });
});
