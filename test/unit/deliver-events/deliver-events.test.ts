import { describe, expect, test } from 'vitest';
import type { Attempt } from '../../../shared/deliver-events/attempt.ts';
import { deliverEvents } from '../../../shared/deliver-events/deliver-events.ts';
import { longestInvocationMs } from '../../../shared/deliver-events/time-left.ts';
import { Unavailable } from '../../../shared/errors.ts';
import { accepted, activityEvent, outage, packed, refused, volumeEvent } from './sample.ts';
import { nowMs, world } from './world.ts';

const event = (id: string, overrides = {}) => {
  const { source, accountId, receivedAt, ...rest } = activityEvent({ id, agentId: id, ...overrides });
  return rest;
};

test('settles every message of a window that the API accepts', async () => {
  const { dependencies, sent, delays } = world(async () => accepted);
  const messages = [packed('m1', [event('a'), event('b')]), packed('m2', [event('c')])];
  expect(await deliverEvents(messages, dependencies)).toEqual([]);
  expect(sent).toEqual([['a', 'b', 'c']]);
  expect(delays).toEqual([]);
});

test('returns the messages of an outage, each with a delay by its receive count', async () => {
  const { dependencies, delays, letters } = world(async () => outage);
  const messages = [packed('m1', [event('a')]), packed('m2', [event('b')], { receiveCount: 3 })];
  expect(await deliverEvents(messages, dependencies)).toEqual(['m1', 'm2']);
  expect(delays.slice(-2)).toEqual([
    { receiptHandle: 'receipt-m1', seconds: 11 },
    { receiptHandle: 'receipt-m2', seconds: 45 },
  ]);
  expect(letters).toEqual([]);
});

test('dead-letters one refused row among many with the words of the API, and delivers the others', async () => {
  const attempt: Attempt = async (rows) =>
    rows.some((row) => row.event.id === 'b') ? refused('no such agent') : accepted;
  const { dependencies, letters } = world(attempt);
  const messages = [packed('m1', [event('a'), event('b')]), packed('m2', [event('c')])];
  expect(await deliverEvents(messages, dependencies)).toEqual([]);
  expect(letters).toHaveLength(1);
  expect(letters[0]).toMatchObject({
    reason: 'refused',
    detail: 'the API answered 400: no such agent',
    source: 'standard',
    accountId: '1',
    firstSeenAt: '2026-11-23T09:01:23.000Z',
    lastSeenAt: '2026-11-23T09:02:00.000Z',
    attempts: 1,
    status: 400,
  });
  expect(JSON.parse(letters[0]?.row ?? '')).toMatchObject({ AgentId: 'b', Activity: 'AVAIL' });
  expect(JSON.parse(letters[0]?.original ?? '')).toMatchObject({ v: 1, events: [{ id: 'b' }] });
});

test('dead-letters a row that our own check refused without a status, since the API never saw it', async () => {
  const attempt: Attempt = async (rows) => {
    const rowIndex = rows.findIndex((row) => row.event.id === 'b');
    return rowIndex < 0 ? accepted : { ...refused('AgentId has 51 characters', false), rowIndex };
  };
  const { dependencies, letters } = world(attempt);
  expect(await deliverEvents([packed('m1', [event('a'), event('b')])], dependencies)).toEqual([]);
  expect(letters).toMatchObject([{ reason: 'refused', detail: 'AgentId has 51 characters' }]);
  expect(letters[0]).not.toHaveProperty('status');
});

test('dead-letters nothing where the API refuses everything', async () => {
  const { dependencies, letters } = world(async () => refused('Success: false'));
  const messages = Array.from({ length: 10 }, (_, n) => packed(`m${n}`, [event(`e${n}`)]));
  expect(await deliverEvents(messages, dependencies)).toHaveLength(10);
  expect(letters).toEqual([]);
});

test('dead-letters a row refused alone once the API has accepted another since', async () => {
  const attempt: Attempt = async (rows) =>
    rows.some((row) => row.event.id === 'bad') ? refused('no') : accepted;
  const { dependencies, letters } = world(attempt);
  let clock = nowMs;
  const ticking = { ...dependencies, now: () => (clock += 1) };
  expect(await deliverEvents([packed('m1', [event('bad')])], ticking)).toEqual(['m1']);
  expect(await deliverEvents([packed('m2', [event('good')])], ticking)).toEqual([]);
  expect(await deliverEvents([packed('m1', [event('bad')], { receiveCount: 2 })], ticking)).toEqual([]);
  expect(letters.map(({ reason }) => reason)).toEqual(['refused']);
});

test('sends no row again that it delivered within the last hour', async () => {
  const { dependencies, sent } = world(async () => accepted);
  await deliverEvents([packed('m1', [event('a')])], dependencies);
  await deliverEvents([packed('m1', [event('a')], { receiveCount: 2 })], dependencies);
  expect(sent).toEqual([['a']]);
});

test('never puts messages received before into a request with fresh ones', async () => {
  const { dependencies, sent } = world(async () => accepted);
  await deliverEvents(
    [packed('old', [event('a')], { receiveCount: 2 }), packed('new', [event('b')])],
    dependencies,
  );
  expect(sent).toEqual([['b'], ['a']]);
});

test('marks a message that was received before while it is handled, and unmarks it on every outcome', async () => {
  const seen: (number | undefined)[] = [];
  const { dependencies, crashes } = world(async () => {
    seen.push(crashes.get('m1'));
    return outage;
  });
  await deliverEvents([packed('m1', [event('a')], { receiveCount: 2 })], dependencies);
  expect(seen).toEqual([1]);
  expect(crashes.size).toBe(0);
});

test('handles a message with a mark alone and last', async () => {
  const { dependencies, sent } = world(async () => accepted, { crashes: { suspect: 1 } });
  const messages = [
    packed('suspect', [event('s')], { receiveCount: 4 }),
    packed('retried', [event('r')], { receiveCount: 3 }),
    packed('fresh', [event('f')]),
  ];
  await deliverEvents(messages, dependencies);
  expect(sent).toEqual([['f'], ['r'], ['s']]);
});

test('has a retried message back within half a minute where the process dies of its request', async () => {
  const before: unknown[] = [];
  const { dependencies, delays } = world(async () => {
    before.push(...delays);
    return accepted;
  });
  const messages = [packed('fresh', [event('f')]), packed('retried', [event('r')], { receiveCount: 2 })];
  await deliverEvents(messages, dependencies);
  expect(before).toEqual([{ receiptHandle: 'receipt-retried', seconds: 30 }]);
});

test('hides what came back for half a minute at a time while it is attempted, then until it is settled', async () => {
  let laterMs = 0;
  const hidden: string[] = [];
  const { dependencies, delays } = world(
    async () => {
      hidden.push(delays.map(({ receiptHandle, seconds }) => `${receiptHandle} ${seconds}`).join());
      delays.length = 0;
      laterMs += 5000;
      return accepted;
    },
    { crashes: { m1: 1, m2: 1, m3: 1 } },
  );
  await deliverEvents(
    ['m1', 'm2', 'm3'].map((id) => packed(id, [event(id)], { receiveCount: 3 })),
    { ...dependencies, now: () => nowMs + laterMs },
  );
  const all = 'receipt-m1 30,receipt-m2 30,receipt-m3 30';
  expect(hidden).toEqual([all, '', all]);
  expect(delays.map(({ seconds }) => seconds)).toEqual([65, 65, 65]);
});

test('dead-letters a message that the process died of three times as exhausted', async () => {
  const { dependencies, letters, sent } = world(async () => accepted, { crashes: { m1: 3 } });
  expect(await deliverEvents([packed('m1', [event('a')], { receiveCount: 6 })], dependencies)).toEqual([]);
  expect(letters).toMatchObject([
    { reason: 'exhausted', id: expect.stringMatching(/^message\/[0-9a-f]{64}$/) },
  ]);
  expect(sent).toEqual([]);
});

test('keeps an outage of over ninety receives out of the dead letters', async () => {
  const { dependencies, letters } = world(async () => outage);
  for (let receiveCount = 1; receiveCount <= 95; receiveCount += 1)
    expect(await deliverEvents([packed('m1', [event('a')], { receiveCount })], dependencies)).toEqual(['m1']);
  expect(letters).toEqual([]);
});

test('dead-letters a message older than five days as too old', async () => {
  const { dependencies, letters } = world(async () => accepted);
  const sentAtMs = nowMs - 5.1 * 86_400_000;
  expect(await deliverEvents([packed('m1', [event('a')], { sentAtMs })], dependencies)).toEqual([]);
  expect(letters).toMatchObject([{ reason: 'too-old' }]);
});

test('dead-letters a message that is no envelope of ours, whole', async () => {
  const { dependencies, letters } = world(async () => accepted);
  const stray = { ...packed('m1', []), body: 'hello' };
  expect(await deliverEvents([stray, packed('m2', [event('a')])], dependencies)).toEqual([]);
  expect(letters).toMatchObject([{ reason: 'unreadable', original: 'hello' }]);
});

test('dead-letters a state without any code as unmapped, and says where to add it', async () => {
  const { dependencies, letters } = world(async () => accepted);
  const long = event('a', { state: 'a state beyond ten characters' });
  expect(await deliverEvents([packed('m1', [long])], dependencies)).toEqual([]);
  expect(letters).toMatchObject([{ reason: 'unmapped-state' }]);
  expect(letters[0]?.detail).toContain('sources.standard.codes.states');
});

test('dead-letters a ready volume row of one pass of a repeated hour, and delivers that of both', async () => {
  const { dependencies, letters, sent } = world(async () => accepted);
  const cloudConnect = { ...dependencies.configuration.cloudConnect, timeZone: 'America/New_York' };
  const configuration = { ...dependencies.configuration, cloudConnect };
  const {
    source: _,
    accountId: __,
    receivedAt: ___,
    ...row
  } = volumeEvent({ interval: '2026-11-01T05:15:00.000Z' });
  const both = { ...row, id: 'both', pass: 'both' } as const;
  const messages = [packed('m1', [row]), packed('m2', [both])];
  expect(await deliverEvents(messages, { ...dependencies, configuration })).toEqual([]);
  expect(sent).toEqual([['both']]);
  expect(letters).toMatchObject([{ reason: 'ambiguous-interval' }]);
  expect(letters[0]?.detail).toContain('"pass": "both"');
});

test('makes one dead letter of what a vendor sends twice, and two of two states with one id', async () => {
  const { dependencies, letters } = world(async () => accepted);
  const long = { state: 'a state beyond ten characters' };
  const again = { receivedAt: '2026-11-23T09:06:23.000Z' };
  const other = event('a', { ...long, agentId: '1002' });
  await deliverEvents(
    [packed('m1', [event('a', long)]), packed('m2', [event('a', long)], again), packed('m3', [other])],
    dependencies,
  );
  const [first, second, third] = letters.map(({ id }) => id);
  expect(letters).toHaveLength(3);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test('returns a message whose dead letter could not be written', async () => {
  const { dependencies } = world(async () => accepted);
  const failing = {
    ...dependencies,
    deadLetters: { put: async () => Promise.reject(new Error('table gone')) },
  };
  const stray = { ...packed('m1', []), body: 'hello' };
  expect(await deliverEvents([stray], failing)).toEqual(['m1']);
});

test('gives what it had no time for back at once', async () => {
  const { dependencies, delays } = world(async () => accepted, { remainingMs: () => 12_000 });
  expect(await deliverEvents([packed('m1', [event('a')])], dependencies)).toEqual(['m1']);
  expect(delays).toEqual([{ receiptHandle: 'receipt-m1', seconds: 0 }]);
});

test('gives a window of its own time to fresh messages, however long the retried ones would take', async () => {
  const clock = { leftMs: 60_000 };
  const { dependencies, sent } = world(
    async () => {
      clock.leftMs -= 200;
      return refused('Cannot insert duplicate key');
    },
    { remainingMs: () => clock.leftMs },
  );
  const events = Array.from({ length: 500 }, (_, n) => event(`old${n}`));
  await deliverEvents(
    [packed('old', events, { receiveCount: 2 }), packed('new', [event('new')])],
    dependencies,
  );
  expect(sent[0]).toEqual(['new']);
  expect(clock.leftMs).toBeGreaterThanOrEqual(60_000 - 25_000);
});

describe('a message with three marks', () => {
  const marksOf = (ages: readonly { readonly agoMs: number; readonly isAlone: boolean }[]) =>
    ages.map(({ agoMs, isAlone }) => ({ atMs: nowMs - agoMs, isAlone }));
  const handled = async (ages: Parameters<typeof marksOf>[0]) => {
    const { dependencies, letters } = world(async () => accepted);
    const again = packed('m1', [event('a')], { receiveCount: 4 });
    const marks = { ...dependencies.marks, marks: async () => marksOf(ages) };
    await deliverEvents([again], { ...dependencies, marks });
    return letters.map(({ reason }) => reason);
  };
  const three = (agoMs: number, alone: readonly boolean[]) => alone.map((isAlone) => ({ agoMs, isAlone }));

  test('is exhausted where the process died of it alone twice', async () => {
    expect(await handled(three(longestInvocationMs, [false, true, true]))).toEqual(['exhausted']);
  });

  test('is handled where it was among others at most of the deaths, of which any may have been the cause', async () => {
    expect(await handled(three(longestInvocationMs, [false, false, true]))).toEqual([]);
  });

  test('is handled while one of the attempts may be under way, since SQS hands messages out twice', async () => {
    expect(await handled(three(longestInvocationMs - 1, [true, true, true]))).toEqual([]);
  });
});

test('leaves no mark of a message that the table or the queue was out of reach for', async () => {
  const { dependencies, crashes } = world(async () => accepted);
  const volumes = {
    newest: async () => Promise.reject(new TypeError('an error nobody foresaw')),
    record: async () => true,
  };
  const volume = () => {
    const { source: _, accountId: __, receivedAt: ___, ...row } = volumeEvent();
    return packed('m1', [row], { receiveCount: 2 });
  };
  await deliverEvents([volume()], { ...dependencies, volumes });
  expect(crashes.get('m1')).toBe(1);
  crashes.clear();
  const deadLetters = { put: async () => Promise.reject(new Unavailable('the table')) };
  const unmark = async (id: string) => {
    if (crashes.delete(id)) return;
    throw new Unavailable('the table');
  };
  await deliverEvents([volume()], { ...dependencies, deadLetters, marks: { ...dependencies.marks, unmark } });
  expect(crashes.size).toBe(0);
});

test('marks nothing that it has no time to handle, and gives it back at once', async () => {
  const marked: string[] = [];
  const { dependencies, delays } = world(async () => accepted, {
    crashes: { suspect: 1 },
    remainingMs: () => 3_500,
  });
  const marks = { ...dependencies.marks, mark: async (id: string) => void marked.push(id) };
  const messages = ['suspect', 'retried'].map((id) => packed(id, [event(id)], { receiveCount: 4 }));
  expect(await deliverEvents(messages, { ...dependencies, marks })).toHaveLength(2);
  expect(delays.map(({ seconds }) => seconds)).toEqual([0, 0]);
  expect(marked).toEqual([]);
});

test('gives fresh messages that meet an error nobody foresaw back, and handles the others', async () => {
  const { dependencies, sent } = world(async (rows) => {
    if (rows.some((row) => row.event.id === 'fresh')) throw new TypeError('a bug');
    return accepted;
  });
  const messages = [packed('m1', [event('fresh')]), packed('m2', [event('old')], { receiveCount: 2 })];
  expect(await deliverEvents(messages, dependencies)).toEqual(['m1']);
  expect(sent).toEqual([['fresh'], ['old']]);
});

test('gives what must wait for its turn back for as long as that is off', async () => {
  const { dependencies, delays } = world(async () => accepted);
  await deliverEvents([packed('m1', [event('a')])], { ...dependencies, pace: async () => 4_200 });
  expect(delays.map(({ seconds }) => seconds)).toEqual([5]);
});

test('delivers what is fresh while the table takes no mark, and gives the others back', async () => {
  const down = () => Promise.reject(new Unavailable('the table'));
  const { dependencies, sent } = world(async () => accepted);
  const marks = { marks: down, mark: down, unmark: down };
  const messages = [packed('old', [event('o')], { receiveCount: 3 }), packed('new', [event('n')])];
  expect(await deliverEvents(messages, { ...dependencies, marks })).toEqual(['old']);
  expect(sent).toEqual([['n']]);
});

describe('sends nothing of another state under a key that was delivered before, and takes', () => {
  test.each([
    ['a later one for a collision', { state: 'BREAK', eventTime: '2026-11-23T09:01:22.600Z' }, ['collision']],
    [
      'a later one of another reason alone for a collision',
      { reason: 'MEETING', eventTime: '2026-11-23T09:01:22.600Z' },
      ['collision'],
    ],
    ['an earlier one for superseded', { state: 'BREAK', eventTime: '2026-11-23T09:01:22.100Z' }, []],
  ])('%s', async (_, differing, expected) => {
    const logged: string[] = [];
    const { dependencies, sent } = world(async () => accepted);
    const log = (_level: string, name: string) => void logged.push(name);
    const first = { reason: 'LUNCH', eventTime: '2026-11-23T09:01:22.500Z' };
    await deliverEvents([packed('m1', [event('a', first)])], dependencies);
    const other = event('a', { ...first, ...differing });
    expect(await deliverEvents([packed('m2', [other])], { ...dependencies, log })).toEqual([]);
    expect(sent).toHaveLength(1);
    expect(logged.filter((name) => name === 'collision')).toEqual(expected);
  });
});

test('lets a superseded change share the fate of the one that stands for it', async () => {
  const { dependencies } = world(async () => outage);
  const early = event('a', { id: 'early', agentId: '7', eventTime: '2026-11-23T09:01:22.100Z' });
  const late = event('a', { id: 'late', agentId: '7', eventTime: '2026-11-23T09:01:22.900Z' });
  expect(await deliverEvents([packed('m1', [early]), packed('m2', [late])], dependencies)).toEqual([
    'm2',
    'm1',
  ]);
});

test.each([
  ['another message', [['early'], ['late'], ['other']]],
  ['the same message', [['early', 'late'], ['other']]],
])(
  'delivers a superseded change by itself where the one that stands for it, of %s, is refused',
  async (_, ids) => {
    const attempt: Attempt = async (rows) =>
      rows.some((row) => row.event.id === 'late') ? refused('no such reason') : accepted;
    const { dependencies, letters, sent } = world(attempt);
    const events: Record<string, ReturnType<typeof event>> = {
      early: event('early', { agentId: '7', eventTime: '2026-11-23T09:01:22.100Z' }),
      late: event('late', { agentId: '7', eventTime: '2026-11-23T09:01:22.900Z' }),
    };
    const messages = ids.map((each, n) =>
      packed(
        `m${n}`,
        each.map((id) => events[id] ?? event(id)),
      ),
    );
    expect(await deliverEvents(messages, dependencies)).toEqual([]);
    expect(letters.map(({ original }) => JSON.parse(original).events[0].id)).toEqual(['late']);
    expect(sent.at(-1)).toEqual(['early']);
  },
);

describe('in an outage that lasts', () => {
  const messages = (count: number) =>
    Array.from({ length: count }, (_, index) => packed(`m${index}`, [event(`e${index}`)]));

  test('sends no request until a probe is due, and gives everything back with a delay', async () => {
    const { dependencies, sent, delays } = world(async () => outage);
    for (let window = 0; window < 3; window += 1) await deliverEvents(messages(2), dependencies);
    expect(sent).toHaveLength(3);
    expect(await deliverEvents(messages(2), dependencies)).toEqual(['m0', 'm1']);
    expect(sent).toHaveLength(3);
    expect(delays.at(-1)?.seconds).toBeGreaterThan(0);
  });

  test('sends nothing more to an API that asks to be left alone, until that time is over', async () => {
    let laterMs = 0;
    const { dependencies, sent } = world(async () => ({ ...outage, retryAfterSeconds: 120 }));
    const later = { ...dependencies, now: () => nowMs + laterMs };
    for (const seconds of [0, 60, 119, 120]) {
      laterMs = seconds * 1000;
      await deliverEvents([packed(`m${seconds}`, [event(`e${seconds}`)])], later);
    }
    expect(sent).toEqual([['e0'], ['e120']]);
  });

  test('delivers everything once a probe works', async () => {
    let isDown = true;
    let laterMs = 0;
    const { dependencies, sent } = world(async () => (isDown ? outage : accepted));
    const later = { ...dependencies, now: () => nowMs + laterMs };
    for (let window = 0; window < 4; window += 1) await deliverEvents(messages(2), later);
    isDown = false;
    laterMs = 15_000;
    expect(await deliverEvents(messages(2), later)).toEqual([]);
    expect(await deliverEvents([packed('m9', [event('e9')])], later)).toEqual([]);
    expect(sent).toHaveLength(5);
  });

  test('never takes refused rows for one: fresh rows go all the same', async () => {
    const bad = (rows: readonly { event: { id: string } }[]) =>
      rows.some((row) => row.event.id.startsWith('bad'));
    const { dependencies } = world(async (rows) => (bad(rows) ? refused('a bad row') : accepted));
    const poison = ['bad1', 'bad2', 'bad3', 'bad4'].map((id) => packed(id, [event(id)], { receiveCount: 2 }));
    for (let window = 0; window < 4; window += 1) await deliverEvents(poison, dependencies);
    expect(await deliverEvents([packed('good', [event('good')])], dependencies)).toEqual([]);
  });
});
