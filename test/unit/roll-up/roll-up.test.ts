import { describe, expect, test } from 'vitest';
import { Unavailable } from '../../../shared/errors.ts';
import { openEnvelope } from '../../../shared/events/envelope.ts';
import { type Access, straight } from './table-in-memory.ts';
import {
  clock,
  deliveredRows,
  handled,
  marked,
  message,
  milestone,
  sentRows,
  trueRows,
  world,
  zeros,
} from './world.ts';

/** The rows that a run sent, `support 09:00` each. */
const intervals = (memory: Parameters<typeof sentRows>[0]) =>
  sentRows(memory).map(({ collectionPoint, interval }) => `${collectionPoint} ${interval.slice(11, 16)}`);

describe('a run', () => {
  test('sends the row of the quarter hour that closed, summed from its contacts', async () => {
    const { record, rollUp, memory } = world();
    await record([message('m1', [...handled('c1', clock('09:02:00')), ...handled('c2', clock('09:14:59'))])]);
    expect(await rollUp()).toEqual({ sent: 1, tooOld: 0, left: 0 });
    expect(sentRows(memory)).toEqual([
      {
        type: 'call-volume',
        id: `support@2026-11-23T09:00:00@${clock('09:16:00')}`,
        source: 'roll-up',
        accountId: '1',
        receivedAt: clock('09:16:00'),
        collectionPoint: 'support',
        interval: clock('09:00:00'),
        contactsOffered: 2,
        contactsNotHandled: 0,
        talkSeconds: 420,
        holdSeconds: 0,
        serviceLevelPct: 100,
        outboundContacts: 0,
        outboundSeconds: 0,
        collectedAt: clock('09:16:00'),
        updateExisting: true,
        asOf: clock('09:16:00'),
      },
    ]);
    expect(marked(memory)).toEqual([]);
  });

  test('sends zeros for the quiet quarter hours of known and of configured collection points', async () => {
    const { record, rollUp, memory, setTime, configuration } = world({ collectionPoints: ['billing'] });
    await record([message('m1', handled('c1', clock('09:02:00')))]);
    await rollUp();
    memory.sent.length = 0;
    setTime(clock('09:31:00'));
    expect(await rollUp()).toEqual({ sent: 2, tooOld: 0, left: 0 });
    expect(deliveredRows(sentRows(memory), configuration)).toEqual(
      new Map([
        ['billing 2026-11-23T09:15', zeros],
        ['support 2026-11-23T09:15', zeros],
      ]),
    );
  });

  test('sends the quarter hour before it where it is the first', async () => {
    const { rollUp, memory } = world({ collectionPoints: ['billing'] });
    await rollUp();
    expect(intervals(memory)).toEqual(['billing 09:00']);
  });

  test('sends nothing twice where nothing changed', async () => {
    const { rollUp, memory } = world({ collectionPoints: ['billing'] });
    await rollUp();
    expect(await rollUp()).toEqual({ sent: 0, tooOld: 0, left: 0 });
    expect(intervals(memory)).toEqual(['billing 09:00']);
  });

  test('makes up for ten runs that were missed', async () => {
    const { rollUp, memory, setTime } = world({ collectionPoints: ['billing'] });
    await rollUp();
    setTime(clock('11:46:00'));
    expect(await rollUp()).toEqual({ sent: 10, tooOld: 0, left: 0 });
    expect(intervals(memory).slice(1).at(0)).toBe('billing 09:15');
    expect(intervals(memory).at(-1)).toBe('billing 11:30');
    expect(new Set(intervals(memory)).size).toBe(11);
  });

  test('makes up for no more than an interval may still change', async () => {
    const { rollUp, memory, setTime } = world({ collectionPoints: ['billing'], horizonHours: 3 });
    await rollUp();
    setTime('2026-11-25T09:16:00.000Z');
    expect(await rollUp()).toEqual({ sent: 12, tooOld: 0, left: 0 });
    expect(sentRows(memory)[1]?.interval).toBe('2026-11-25T06:15:00.000Z');
  });

  test('closes nothing anew where the clock has jumped back', async () => {
    const { rollUp, memory, setTime } = world({ collectionPoints: ['billing'] });
    await rollUp();
    setTime(clock('08:16:00'));
    expect(await rollUp()).toEqual({ sent: 0, tooOld: 0, left: 0 });
    setTime(clock('09:31:00'));
    await rollUp();
    expect(intervals(memory)).toEqual(['billing 09:00', 'billing 09:15']);
  });

  test('leaves the quarter hour that is still open, with its mark', async () => {
    const { record, rollUp, memory, setTime } = world();
    await record([message('m1', [...handled('c1', clock('09:02:00')), ...handled('c2', clock('09:15:30'))])]);
    await rollUp();
    expect(intervals(memory)).toEqual(['support 09:00']);
    expect(marked(memory)).toEqual(['support 2026-11-23T09:15']);
    setTime(clock('09:30:00'));
    await rollUp();
    expect(intervals(memory)).toEqual(['support 09:00', 'support 09:15']);
  });

  test('sends a row again whose contacts changed after it was sent', async () => {
    const { record, rollUp, memory, setTime, configuration } = world();
    const [offered, ...rest] = handled('c1', clock('09:14:00'));
    if (!offered) throw new Error('a contact begins with its offer');
    await record([message('m1', [offered])]);
    await rollUp();
    setTime(clock('09:31:00'));
    await record([message('m2', rest, { receivedAt: clock('09:18:00') })]);
    await rollUp();
    const [first, again] = sentRows(memory).filter(({ interval }) => interval === clock('09:00:00'));
    expect([first?.talkSeconds, again?.talkSeconds]).toEqual([0, 210]);
    const delivered = deliveredRows(sentRows(memory), configuration);
    expect(delivered.get('support 2026-11-23T09:00')).toEqual(
      trueRows([offered, ...rest], configuration).get('support 2026-11-23T09:00'),
    );
  });

  test('sends the row that a contact has left as well, without it', async () => {
    const { record, rollUp, memory, setTime, configuration } = world({ nowAt: clock('09:31:00') });
    await record([message('m1', [milestone('c1', clock('09:16:00'), 'offered support')])]);
    await rollUp();
    await record([message('m2', [milestone('c1', clock('09:14:00'), 'offered support')])]);
    setTime(clock('09:32:00'));
    await rollUp();
    const delivered = deliveredRows(sentRows(memory), configuration);
    expect(delivered.get('support 2026-11-23T09:15')).toEqual(zeros);
    expect(delivered.get('support 2026-11-23T09:00')).toMatchObject({ contactsOffered: 1 });
  });

  test('keeps the mark of a row that is touched while it is summed, for the next run', async () => {
    const { record, rollUp, memory, configuration } = world();
    await record([message('m1', handled('c1', clock('09:02:00')))]);
    const late = message('m2', handled('c2', clock('09:03:00')));
    const access: Access = async (operation, work) => {
      const answer = await straight(operation, work);
      if (operation.what === 'contacts.read') await record([late]);
      return answer;
    };
    await rollUp({ access });
    expect(sentRows(memory)).toMatchObject([{ contactsOffered: 1 }]);
    expect(marked(memory)).toEqual(['support 2026-11-23T09:00']);
    await rollUp();
    expect([...deliveredRows(sentRows(memory), configuration).values()]).toMatchObject([
      { contactsOffered: 2 },
    ]);
  });

  test('tells each time later than before, so that the row that was summed last is the newest', async () => {
    const { record, rollUp, memory, setTime } = world();
    const told = message('m1', handled('c1', clock('09:02:00')));
    for (const nowAt of ['09:16:00', '09:16:00', '09:15:30']) {
      setTime(clock(nowAt));
      await record([told]);
      await rollUp();
    }
    expect(sentRows(memory).map(({ asOf }) => asOf)).toEqual([
      '2026-11-23T09:16:00.000Z',
      '2026-11-23T09:16:00.001Z',
      '2026-11-23T09:16:00.002Z',
    ]);
  });

  test('packs a hundred rows into the messages they fit in', async () => {
    const points = Array.from({ length: 250 }, (_, index) => `queue-${index}`);
    const { rollUp, memory } = world({ collectionPoints: points });
    expect(await rollUp()).toEqual({ sent: 250, tooOld: 0, left: 0 });
    expect(memory.sent.map((body) => openEnvelope(body).length)).toEqual([100, 100, 50]);
  });
});

describe('a row that changes later than rollUp.horizonHours', () => {
  const late = '2026-11-24T09:15:01.000Z';

  test('is a dead letter that holds it, and its mark is cleared', async () => {
    const { record, rollUp, memory } = world({ nowAt: '2026-11-24T09:16:00.000Z' });
    await record([message('m1', handled('c1', clock('09:02:00')), { receivedAt: late })]);
    const quiet = await rollUp();
    expect(quiet).toEqual({ sent: 1, tooOld: 1, left: 0 });
    expect(memory.letters).toMatchObject([
      { reason: 'too-old', source: 'roll-up', accountId: '1', detail: expect.stringContaining('24 hours') },
    ]);
    const [event] = openEnvelope(memory.letters[0]?.original ?? '');
    expect(event).toMatchObject({ type: 'call-volume', interval: clock('09:00:00'), contactsOffered: 1 });
    expect(marked(memory)).toEqual([]);
  });

  test('is none where it says what was delivered: a contact that is told of again changes nothing', async () => {
    const { record, rollUp, memory } = world({ nowAt: '2026-11-24T09:16:00.000Z' });
    const told = handled('c1', clock('09:02:00'));
    await record([message('m1', told, { receivedAt: late })]);
    await rollUp();
    const [letter] = memory.letters.splice(0);
    const envelope = letter?.original ?? '';
    memory.delivered.set('1/bulkInsertCallVolume/support@11/23/2026 9:00:00', { asOf: late, envelope });
    await record([message('m2', told, { receivedAt: late })]);
    expect(await rollUp()).toEqual({ sent: 0, tooOld: 0, left: 0 });
    expect(memory.letters).toEqual([]);
    expect(marked(memory)).toEqual([]);
    await record([message('m3', handled('c2', clock('09:03:00')), { receivedAt: late })]);
    expect(await rollUp()).toMatchObject({ tooOld: 1 });
  });

  test('is sent where it changed at the last moment', async () => {
    const { record, rollUp, memory } = world({ nowAt: '2026-11-24T12:16:00.000Z' });
    const receivedAt = '2026-11-24T09:15:00.000Z';
    await record([message('m1', handled('c1', clock('09:02:00')), { receivedAt })]);
    await rollUp();
    expect(sentRows(memory).map(({ interval }) => interval)).toContain(clock('09:00:00'));
    expect(memory.letters).toEqual([]);
  });

  test('keeps its mark where the dead letter is not written', async () => {
    const { record, rollUp, memory } = world({ nowAt: '2026-11-24T09:16:00.000Z' });
    await record([message('m1', handled('c1', clock('09:02:00')), { receivedAt: late })]);
    const access: Access = async (operation, work) => {
      if (operation.what === 'deadLetters.put') throw new Unavailable('no letters');
      return straight(operation, work);
    };
    await expect(rollUp({ access })).rejects.toThrow(Unavailable);
    expect(marked(memory)).toContain('support 2026-11-23T09:00');
  });
});

describe('a run that is broken off', () => {
  test('loses nothing where the queue takes no rows', async () => {
    const { record, rollUp, memory, configuration } = world({ collectionPoints: ['billing'] });
    const told = handled('c1', clock('09:02:00'));
    await record([message('m1', told)]);
    const access: Access = async (operation, work) => {
      if (operation.what === 'queue.send') throw new Unavailable('no queue');
      return straight(operation, work);
    };
    await expect(rollUp({ access })).rejects.toThrow(Unavailable);
    expect(memory.sent).toEqual([]);
    expect(await rollUp()).toEqual({ sent: 2, tooOld: 0, left: 0 });
    expect(deliveredRows(sentRows(memory), configuration)).toEqual(
      new Map([...trueRows(told, configuration), ['billing 2026-11-23T09:00', zeros]]),
    );
  });

  test('sends what is marked before it closes more than it has time for, and the next run closes the rest', async () => {
    const { rollUp, memory, setTime } = world({ collectionPoints: ['billing'] });
    await rollUp();
    setTime(clock('10:16:00'));
    const left = [300_000, 119_000];
    expect(await rollUp({ remainingMs: () => left.shift() ?? 100_000 })).toMatchObject({ sent: 1 });
    expect(await rollUp()).toMatchObject({ sent: 3 });
    const sent = sentRows(memory).map(({ interval }) => interval.slice(11, 16));
    expect(sent).toEqual(['09:00', '09:15', '09:30', '09:45', '10:00']);
  });

  test('leaves what it has no time for to the next run, the oldest first', async () => {
    const points = Array.from({ length: 60 }, (_, index) => `queue-${index}`);
    const { rollUp, memory, setTime } = world({ collectionPoints: points });
    await rollUp();
    setTime(clock('09:46:00'));
    // Two quarter hours are closed, then a hundred rows sent.
    const left = [300_000, 300_000, 60_000, 10_000];
    expect(await rollUp({ remainingMs: () => left.shift() ?? 0 })).toEqual({
      sent: 100,
      tooOld: 0,
      left: 20,
    });
    expect(new Set(sentRows(memory).map(({ interval }) => interval.slice(11, 16)))).toEqual(
      new Set(['09:00', '09:15', '09:30']),
    );
    expect(await rollUp()).toEqual({ sent: 20, tooOld: 0, left: 0 });
    expect(marked(memory)).toEqual([]);
  });
});

describe('an account’s clock', () => {
  const message1 = (events: Parameters<typeof message>[1], receivedAt: string) =>
    message('m1', events, { receivedAt });

  test('makes one row of the hour that it repeats, and tells that it is of both passes', async () => {
    const { record, rollUp, memory, setTime, configuration } = world({
      timeZone: 'America/New_York',
      nowAt: '2026-11-01T07:01:00.000Z',
    });
    const events = [
      ...handled('first', '2026-11-01T05:20:00.000Z'),
      ...handled('second', '2026-11-01T06:20:00.000Z'),
    ];
    await record([message1(events, '2026-11-01T06:30:00.000Z')]);
    expect(marked(memory)).toEqual(['support 2026-11-01T01:15']);
    setTime('2026-11-01T07:01:00.000Z');
    await rollUp();
    const both = sentRows(memory).filter(({ contactsOffered }) => contactsOffered > 0);
    expect(both).toMatchObject([
      { interval: '2026-11-01T05:15:00.000Z', pass: 'both', contactsOffered: 2, talkSeconds: 420 },
    ]);
    const name = 'support 2026-11-01T01:15';
    expect(deliveredRows(sentRows(memory), configuration).get(name)).toEqual(
      trueRows(events, configuration).get(name),
    );
  });

  test('has the row of its first pass sent again with what the second pass adds', async () => {
    const { record, rollUp, memory, setTime } = world({
      timeZone: 'America/New_York',
      nowAt: '2026-11-01T05:31:00.000Z',
    });
    const first = handled('first', '2026-11-01T05:20:00.000Z');
    await record([message1(first, '2026-11-01T05:30:00.000Z')]);
    await rollUp();
    const second = handled('second', '2026-11-01T06:20:00.000Z');
    await record([message1(second, '2026-11-01T06:25:00.000Z')]);
    setTime('2026-11-01T06:31:00.000Z');
    await rollUp();
    const rows = sentRows(memory).filter(({ interval }) => interval === '2026-11-01T05:15:00.000Z');
    expect(rows.map(({ contactsOffered }) => contactsOffered)).toEqual([1, 2]);
  });

  test.each([
    ['sends as many rows as there are in an hour repeated, each twice', '2026-11-01T04:01:00.000Z', 3, 8],
    [
      'skips no quarter hour that it shows in spring, and sends none that it skips',
      '2026-03-08T06:01:00.000Z',
      0,
      0,
    ],
  ])('%s', async (_, nowAt, hours, repeated) => {
    const { rollUp, memory, setTime, configuration } = world({
      timeZone: 'America/New_York',
      collectionPoints: ['support'],
      nowAt,
    });
    await rollUp();
    const startMs = Date.parse(nowAt);
    for (let quarters = 1; quarters <= 16; quarters += 1) {
      setTime(new Date(startMs + quarters * 900_000).toISOString());
      await rollUp();
    }
    const rows = sentRows(memory);
    expect(rows).toHaveLength(17);
    const names = [...deliveredRows(rows, configuration).keys()].map((name) => name.slice(-5));
    expect(names).toHaveLength(17 - repeated / 2);
    expect(rows.filter(({ pass }) => pass === 'both')).toHaveLength(repeated);
    expect(names.filter((name) => name.startsWith('02'))).toHaveLength(hours > 0 ? 4 : 0);
    expect(names.filter((name) => name.startsWith('03'))).toHaveLength(hours > 0 ? 0 : 4);
  });

  test('closes quarter hours also where it is 45 minutes past UTC’s', async () => {
    const { record, rollUp, memory, configuration } = world({ timeZone: 'Asia/Kathmandu' });
    const told = handled('c1', clock('09:02:00'));
    await record([message('m1', told)]);
    await rollUp();
    expect(sentRows(memory)).toMatchObject([{ interval: clock('09:00:00'), contactsOffered: 1 }]);
    const rows = deliveredRows(sentRows(memory), configuration);
    expect(rows).toEqual(trueRows(told, configuration));
    expect([...rows.keys()]).toEqual(['support 2026-11-23T14:45']);
  });
});

test('rolls up the other accounts’ rows in the same run', async () => {
  const { rollUp, memory, configuration } = world({ collectionPoints: ['billing'] });
  Object.assign(configuration.sources, {
    second: { ...configuration.sources['standard'], accountId: '2' },
  });
  expect(await rollUp()).toEqual({ sent: 2, tooOld: 0, left: 0 });
  expect(sentRows(memory).map(({ accountId }) => accountId)).toEqual(['1', '2']);
});

test('sends the rows of an account that the configuration no longer has', async () => {
  const { record, rollUp, memory } = world();
  const body = message('m1', handled('c1', clock('09:02:00'))).body.replace(
    '"accountId":"1"',
    '"accountId":"9"',
  );
  await record([{ ...message('m1', []), body }]);
  expect(await rollUp()).toMatchObject({ sent: 1 });
  expect(sentRows(memory).map(({ accountId }) => accountId)).toContain('9');
});

test('rolls up the rows of one account where those of another are not to be had', async () => {
  const { rollUp, memory, configuration } = world({ collectionPoints: ['billing'] });
  Object.assign(configuration.sources, {
    second: { ...configuration.sources['standard'], accountId: '2' },
  });
  let isFirst = true;
  const access: Access = async (operation, work) => {
    if (operation.what === 'dirty.list' && isFirst) {
      isFirst = false;
      throw new Unavailable('no marks of the first');
    }
    return straight(operation, work);
  };
  await expect(rollUp({ access })).rejects.toThrow(Unavailable);
  expect(sentRows(memory).map(({ accountId }) => accountId)).toEqual(['2']);
});
