import { describe, expect, test } from 'vitest';
import { Unavailable } from '../../../shared/errors.ts';
import { openEnvelope } from '../../../shared/events/envelope.ts';
import { configuration } from '../deliver-events/sample.ts';
import { figuresOf, message, milestone, minuteMs, world } from './world.ts';

const zeros = [0, 0, 0, 0, 0, 0, 0];
const zoned = (timeZone: string) => ({
  ...configuration,
  cloudConnect: { ...configuration.cloudConnect, timeZone },
});
const answered = (contactId: string, from: string, to: string, end: string) => [
  milestone(contactId, 'offered', from),
  milestone(contactId, 'answered', to, { agentId: 'ann' }),
  milestone(contactId, 'ended', end, { agentId: 'ann' }),
];

test('sends the rows of closed quarter hours and leaves the open one’s mark', async () => {
  const { record, rollUp, sent, marks } = world({ at: '2026-11-23T09:16:00.000Z' });
  await record([
    message('m1', answered('a', '09:02:00', '09:02:10', '09:04:10')),
    message('m2', [milestone('b', 'offered', '09:15:30')]),
  ]);
  expect(await rollUp()).toEqual({ sent: 1, tooOld: 0, left: 0 });
  expect(sent).toMatchObject([
    {
      collectionPoint: 'support',
      interval: '2026-11-23T09:00:00.000Z',
      contactsOffered: 1,
      contactsNotHandled: 0,
      talkSeconds: 120,
      holdSeconds: 0,
      serviceLevelPct: 100,
      updateExisting: true,
      asOf: '2026-11-23T09:16:00.000Z',
      collectedAt: '2026-11-23T09:16:00.000Z',
      source: 'roll-up',
    },
  ]);
  expect([...marks.values()]).toMatchObject([{ interval: '2026-11-23T09:15:00' }]);
});

test('sends a row again when its contacts change, as of later', async () => {
  const { clock, record, rollUp, sent } = world({ at: '2026-11-23T09:16:00.000Z' });
  await record([message('m1', [milestone('a', 'offered', '09:02:00')])]);
  await rollUp();
  clock.nowMs += 45 * minuteMs;
  await record([message('m2', answered('a', '09:02:00', '09:02:30', '09:55:30'))]);
  await rollUp();
  const ofNine = sent.filter(({ interval }) => interval === '2026-11-23T09:00:00.000Z');
  expect(ofNine.map(figuresOf)).toEqual([
    [1, 0, 0, 0, 0, 0, 0],
    [1, 0, 3180, 0, 0, 0, 0],
  ]);
  expect(ofNine.map(({ asOf }) => asOf)).toEqual(['2026-11-23T09:16:00.000Z', '2026-11-23T10:01:00.000Z']);
});

describe('sends zeros', () => {
  const volume = { ...configuration.sources['standard']?.volume, serviceLevelSeconds: 20 };
  const sources = {
    standard: {
      ...Object(configuration.sources['standard']),
      volume: { ...volume, collectionPoints: ['night'] },
    },
  };

  test('of the quarter hour that has just closed at the first run, for configured collection points', async () => {
    const { rollUp, delivered } = world({
      configuration: { ...configuration, sources },
      at: '2026-11-23T09:16:00.000Z',
    });
    await rollUp();
    expect([...delivered()]).toEqual([['night@2026-11-23T09:00', zeros]]);
  });

  test('of every quarter hour that ten missed runs would have closed', async () => {
    const { clock, record, rollUp, delivered } = world({ at: '2026-11-23T09:16:00.000Z' });
    await record([message('m1', [milestone('a', 'offered', '09:02:00')])]);
    await rollUp();
    clock.nowMs += 11 * 15 * minuteMs;
    await rollUp();
    const rows = [...delivered()];
    expect(rows).toHaveLength(12);
    expect(rows.slice(1).map(([, figures]) => figures)).toEqual(Array.from({ length: 11 }, () => zeros));
    expect(rows.at(-1)?.[0]).toBe('support@2026-11-23T11:45');
  });

  test('no further back than an interval may change', async () => {
    const { clock, record, rollUp, delivered } = world({ at: '2026-11-20T09:16:00.000Z' });
    await record([
      message('m1', [milestone('a', 'offered', '2026-11-20T09:02:00.000Z')], {
        receivedAt: '2026-11-20T09:02:01.000Z',
      }),
    ]);
    await rollUp();
    clock.nowMs += 3 * 24 * 60 * minuteMs;
    await rollUp();
    expect(delivered().size).toBe(1 + 24 * 4);
  });

  test('once for each: a second run in the same quarter hour has nothing to send', async () => {
    const { record, rollUp } = world({ at: '2026-11-23T09:16:00.000Z' });
    await record([message('m1', [milestone('a', 'offered', '09:02:00')])]);
    await rollUp();
    expect(await rollUp()).toEqual({ sent: 0, tooOld: 0, left: 0 });
  });
});

test('dead-letters the row of an interval that changed after its horizon, and clears its mark', async () => {
  const { clock, record, rollUp, letters, marks, sent } = world({ at: '2026-11-23T09:16:00.000Z' });
  await record([message('m1', [milestone('a', 'offered', '09:02:00')])]);
  await rollUp();
  sent.length = 0;
  clock.nowMs = Date.parse('2026-11-24T09:16:00.000Z');
  const receivedAt = '2026-11-24T09:15:00.001Z';
  await record([message('m2', answered('a', '09:02:00', '09:02:10', '09:04:10'), { receivedAt })]);
  expect(await rollUp()).toMatchObject({ tooOld: 1 });
  expect(sent.every(({ interval }) => interval > '2026-11-23T09:00:00.000Z')).toBe(true);
  expect(letters).toMatchObject([{ reason: 'too-old', source: 'roll-up', accountId: '1' }]);
  expect(letters[0]?.detail).toContain('the 24 hours of rollUp.horizonHours');
  expect(openEnvelope(letters[0]?.original ?? '')).toMatchObject([{ contactsOffered: 1, talkSeconds: 120 }]);
  expect(marks.size).toBe(0);
});

test('takes an interval for changed in time that was touched before its horizon, however late it is sent', async () => {
  const { clock, record, rollUp, letters, delivered } = world({ at: '2026-11-23T09:16:00.000Z' });
  await record([message('m1', [milestone('a', 'offered', '09:02:00')])]);
  clock.nowMs += 30 * 60 * minuteMs;
  await rollUp();
  expect(letters).toEqual([]);
  expect(delivered().get('support@2026-11-23T09:00')).toEqual([1, 0, 0, 0, 0, 0, 0]);
});

test('keeps a mark that was touched while its row was summed', async () => {
  const { record, rollUp, marks } = world({ at: '2026-11-23T09:16:00.000Z' });
  const told = message('m1', [milestone('a', 'offered', '09:02:00')]);
  await record([told]);
  await rollUp(async (what) => {
    if (what === 'send') await record([told]);
  });
  expect(marks.size).toBe(1);
});

test('clears no mark where the queue does not take the rows', async () => {
  const { record, rollUp, marks, delivered } = world({ at: '2026-11-23T09:16:00.000Z' });
  await record([message('m1', [milestone('a', 'offered', '09:02:00')])]);
  const events = { send: async () => Promise.reject(new Unavailable('SQS took nothing')) };
  await expect(rollUp(undefined, { events })).rejects.toThrow('SQS took nothing');
  expect(marks.size).toBe(1);
  await rollUp();
  expect(delivered().size).toBe(1);
});

test('sends the rows of every other account where those of one cannot be sent', async () => {
  const own = Object(configuration.sources['standard']);
  const sources = { other: { ...own, accountId: '2' }, standard: own };
  const { record, rollUp, ports, delivered } = world({ configuration: { ...configuration, sources } });
  await record([message('m1', [milestone('a', 'offered', '09:02:00')])]);
  const { runs } = ports(async () => {});
  const closedUntil = async (accountId: string) => {
    if (accountId === '2') throw new Unavailable('the table does not answer');
    return await runs.closedUntil(accountId);
  };
  await expect(rollUp(undefined, { runs: { ...runs, closedUntil } })).rejects.toThrow('does not answer');
  expect(delivered().get('support@2026-11-23T09:00')).toEqual([1, 0, 0, 0, 0, 0, 0]);
});

test('leaves to the next run what it has no time for', async () => {
  const { record, rollUp, marks } = world({ at: '2026-11-23T09:16:00.000Z' });
  await record([message('m1', [milestone('a', 'offered', '09:02:00')])]);
  expect(await rollUp(undefined, { remainingMs: () => 19_000 })).toEqual({ sent: 0, tooOld: 0, left: 1 });
  expect(marks.size).toBe(1);
});

describe('where the account keeps local time', () => {
  /** A contact offered in every quarter hour of UTC between these. */
  const everyQuarterHour = (from: string, to: string) => {
    const count = (Date.parse(to) - Date.parse(from)) / (15 * minuteMs);
    return Array.from({ length: count }, (_, n) => {
      const at = new Date(Date.parse(from) + n * 15 * minuteMs).toISOString();
      return message(`m${n}`, [milestone(`c${n}`, 'offered', at)], { receivedAt: at });
    });
  };

  test('the repeated hour is one row a quarter hour, the sum of both passes, and says so', async () => {
    const { clock, record, rollUp, sent } = world({ configuration: zoned('America/New_York') });
    clock.nowMs = Date.parse('2026-11-01T08:01:00.000Z');
    await record(everyQuarterHour('2026-11-01T04:00:00.000Z', '2026-11-01T08:00:00.000Z'));
    await rollUp();
    const offered = sent.map(({ interval, contactsOffered, pass }) => [
      interval.slice(11, 16),
      contactsOffered,
      pass,
    ]);
    expect(offered).toHaveLength(12);
    expect(offered.filter(([, , pass]) => pass)).toEqual(
      ['05:00', '05:15', '05:30', '05:45'].map((time) => [time, 2, 'both']),
    );
  });

  test('the skipped hour leaves out no quarter hour that was and makes none that was not', async () => {
    const { clock, record, rollUp, sent } = world({ configuration: zoned('America/New_York') });
    clock.nowMs = Date.parse('2026-03-08T09:01:00.000Z');
    await record(everyQuarterHour('2026-03-08T05:00:00.000Z', '2026-03-08T09:00:00.000Z'));
    await rollUp();
    expect(sent).toHaveLength(16);
    expect(sent.every(({ contactsOffered, pass }) => contactsOffered === 1 && !pass)).toBe(true);
  });

  test('an offset of quarter hours has its rows on quarter hours', async () => {
    const { record, rollUp, marks } = world({
      configuration: zoned('Asia/Kathmandu'),
      at: '2026-11-23T09:16:00.000Z',
    });
    await record([message('m1', [milestone('a', 'offered', '09:02:00')])]);
    expect([...marks.values()]).toMatchObject([{ interval: '2026-11-23T14:45:00' }]);
    expect(await rollUp()).toMatchObject({ sent: 1 });
  });
});
