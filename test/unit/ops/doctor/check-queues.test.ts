import { describe, expect, test } from 'vitest';
import { checkQueues, judgeQueues } from '../../../../infra/ops/doctor/check-queues.ts';
import type { QueueState } from '../../../../infra/ops/watch/read-queues.ts';
import { metricsOf, minutesOf, patientOf } from './sample-patient.ts';

const queue = (name: string, waiting = 0, overrides: Partial<QueueState> = {}): QueueState => ({
  ...{ name, url: `https://sqs/${name}`, waiting, inFlight: 0, delayed: 0, oldestSeconds: undefined },
  ...overrides,
});
const still = { isFresh: false, isDelivering: false };
const judge = (queues: readonly QueueState[], moves = still, before = queues) =>
  judgeQueues(before, queues, moves);

test('empty queues are well', () => {
  expect(judge([queue('EventsQueue'), queue('ContactsQueue')])).toEqual([
    { outcome: 'ok', says: '2 queues, all empty' },
  ]);
});

describe('a queue that holds something', () => {
  const held = queue('EventsQueue', 3, { inFlight: 2, delayed: 1 });

  test('is well while rows are delivered, while it shrinks, and while something has just come', () => {
    expect(judge([held], { ...still, isDelivering: true })).toMatchObject([
      {
        outcome: 'ok',
        says: 'EventsQueue holds 6 messages, 2 of them being handled or coming back after a pause; rows were delivered in the last 5 minutes',
      },
    ]);
    expect(judge([held], still, [queue('EventsQueue', 7)])).toMatchObject([
      { outcome: 'ok', says: expect.stringContaining('drained') },
    ]);
    expect(judge([held], { ...still, isFresh: true })).toMatchObject([
      { outcome: 'ok', says: expect.stringContaining('a moment ago') },
    ]);
  });

  test('is a warning where nothing moves', () => {
    expect(judge([held])).toMatchObject([
      {
        outcome: 'warning',
        remedy: expect.stringMatching(/^look again in a minute.*README.md#events-wait$/),
      },
    ]);
    expect(judge([queue('ContactsQueue', 1)])).toMatchObject([
      {
        outcome: 'warning',
        remedy: expect.stringMatching(/^look again in a minute.*README.md#contacts-wait$/),
      },
    ]);
  });

  test('fails once its oldest message has waited a quarter of an hour, whatever else moves', () => {
    const aged = (oldestSeconds: number) =>
      judge([queue('EventsQueue', 1, { oldestSeconds })], { isFresh: true, isDelivering: true });
    expect(aged(899)).toMatchObject([{ outcome: 'ok', says: expect.stringContaining('14 min') }]);
    expect(aged(900)).toMatchObject([{ outcome: 'failed', remedy: 'what to do: README.md#events-wait' }]);
  });
});

test.each([
  ['RefreshTokenDeadLetters', 'README.md#refresh-given-up'],
  ['RollUpDeadLetters', 'README.md#roll-up-given-up'],
  ['EventsDeadLetters', 'record-dead-letters'],
])('what lies in %s was given up, and is a warning even while all else moves', (name, remedy) => {
  expect(judge([queue(name, 1)], { isFresh: true, isDelivering: true })).toMatchObject([
    { outcome: 'warning', says: `${name} holds 1 message`, remedy: expect.stringContaining(remedy) },
  ]);
  expect(judge([queue(name)])).toMatchObject([{ outcome: 'ok' }]);
});

async function look(looks: readonly number[], points: Parameters<typeof metricsOf>[0] = {}) {
  const counts = [...looks];
  const slept: number[] = [];
  const readQueues = async () => [queue('EventsQueue', counts.shift() ?? 0)];
  const patient = patientOf({ readQueues, ...metricsOf(points) }, { sleep: async (ms) => slept.push(ms) });
  return { found: await checkQueues.look(patient), slept, left: counts.length };
}

test('where nothing tells that anything moves, the queues are looked at again a moment later', async () => {
  const draining = await look([5, 2]);
  expect(draining).toMatchObject({ slept: [3000], left: 0, found: [{ outcome: 'ok' }] });
  const stuck = await look([5, 5]);
  expect(stuck).toMatchObject({ slept: [3000], found: [{ outcome: 'warning' }] });
});

test.each([
  'RowsDelivered bulkInsertAgentActivity',
  'RowsDelivered bulkInsertCallVolume',
  'WebhooksAccepted desk',
])('%s of the last minutes tells that something moves', async (metric) => {
  expect(await look([5], { [metric]: minutesOf(1) })).toMatchObject({
    slept: [],
    found: [{ outcome: 'ok' }],
  });
});
