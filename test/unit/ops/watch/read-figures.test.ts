import { describe, expect, test } from 'vitest';
import { readDeadLetters } from '../../../../infra/ops/watch/read-dead-letters.ts';
import { readDeliveries, sumOf } from '../../../../infra/ops/watch/read-deliveries.ts';
import { readReceipts } from '../../../../infra/ops/watch/read-receipts.ts';
import { readSourceActivity } from '../../../../infra/ops/watch/read-source-activity.ts';
import { readTokenLife } from '../../../../infra/ops/watch/read-token-life.ts';
import type { StoredDeadLetter } from '../../../../shared/ports/stored-dead-letters.ts';
import { dayMs, metricsOf, minuteMs, minutesOf, nowMs } from '../doctor/sample-patient.ts';
import { letterOf } from '../sample.ts';

type Points = Parameters<typeof metricsOf>[0];
const of = (points: Points) => ({ environment: 'test', ...metricsOf(points) });

test('the deliveries of both calls are read by the minute, their freshness by the alarm’s five', async () => {
  const call = 'bulkInsertAgentActivity';
  const from = of({
    [`ApiErrors ${call}:SampleCount`]: minutesOf(3),
    [`ApiErrors ${call}:Sum`]: minutesOf(1),
    [`RowsDelivered ${call}`]: minutesOf(40),
    [`RowsRefused ${call}`]: minutesOf(2),
    [`Freshness ${call}:p95`]: minutesOf(9000),
  });
  expect(await readDeliveries(from, nowMs)).toEqual([
    {
      call,
      requests: minutesOf(3),
      failedRequests: minutesOf(1),
      delivered: minutesOf(40),
      refused: minutesOf(2),
      freshnessP95Ms: minutesOf(9000),
    },
    expect.objectContaining({ call: 'bulkInsertCallVolume', requests: [] }),
  ]);
  const periods = from.asked.map(({ query, periodMs }) => `${query.name} ${periodMs / minuteMs}`);
  expect(new Set(periods)).toEqual(
    new Set(['ApiErrors 1', 'RowsDelivered 1', 'RowsRefused 1', 'Freshness 5']),
  );
});

test('a sum may begin at a time', () => {
  expect([sumOf(minutesOf(1, 2, 3)), sumOf(minutesOf(1, 2, 3), nowMs - 2 * minuteMs), sumOf([])]).toEqual([
    6, 5, 0,
  ]);
});

test('receipts are those of all sources, and unmapped states those of the sources that had any', async () => {
  const from = of({
    WebhooksRefused: minutesOf(2),
    'WebhooksAccepted desk': minutesOf(1),
    'WebhooksAccepted zoom': minutesOf(5),
    'UnmappedStates zoom': minutesOf(1, 2),
  });
  const receipts = await readReceipts(from, ['desk', 'zoom'], nowMs);
  expect({ ...receipts, accepted: sumOf(receipts.accepted) }).toEqual({
    accepted: 6,
    notGenuine: minutesOf(2),
    unmapped: [{ source: 'zoom', states: 3 }],
  });
  const refused = from.asked.find(({ query }) => query.name === 'WebhooksRefused');
  expect(refused?.query.dimensions['reason']).toBe('signature-refused');
});

describe('the activity of a source', () => {
  const read = async (points: Points) => (await readSourceActivity(of(points), ['desk', 'zoom'], nowMs))[0];

  test('counts webhooks that are ignored, is told to the minute, and begins with the first figure, be it a zero', async () => {
    const first = { atMs: nowMs - 3 * dayMs, value: 0 };
    const quarter = { atMs: nowMs - 30 * minuteMs, value: 1 };
    expect(
      await read({
        'WebhooksAccepted desk': [first, quarter],
        'WebhooksIgnored desk': [quarter, { atMs: nowMs - 20 * minuteMs, value: 1 }, ...minutesOf(0)],
        'OfflineStates desk': [quarter],
        'WebhooksAccepted zoom': minutesOf(9),
      }),
    ).toEqual({
      source: 'desk',
      activeQuartersMs: [nowMs - 30 * minuteMs, nowMs - 20 * minuteMs],
      lastAtMs: nowMs - 20 * minuteMs,
      knownSinceMs: nowMs - 3 * dayMs,
      lastSignOffMs: nowMs - 30 * minuteMs,
    });
  });

  test('of long ago is told to the quarter hour, and of none there is nothing', async () => {
    const long = { atMs: nowMs - 2 * dayMs, value: 1 };
    expect((await read({ 'WebhooksAccepted desk': [long] }))?.lastAtMs).toBe(long.atMs);
    expect(await read({})).toEqual({
      source: 'desk',
      activeQuartersMs: [],
      lastAtMs: undefined,
      knownSinceMs: undefined,
      lastSignOffMs: undefined,
    });
  });
});

describe('dead letters', () => {
  async function* all(letters: Iterable<StoredDeadLetter>) {
    yield* letters;
  }

  test('are counted by reason and source, the most frequent first', async () => {
    const letters = [
      letterOf({ source: 'zoom' }),
      letterOf(),
      letterOf({ lastSeenAt: '2026-11-24T00:00:00.000Z' }),
      letterOf({ reason: 'too-old' }),
    ];
    expect(await readDeadLetters({ all: () => all(letters) })).toEqual({
      count: 4,
      isMore: false,
      groups: [
        { reason: 'refused', source: 'desk', count: 2 },
        { reason: 'refused', source: 'zoom', count: 1 },
        { reason: 'too-old', source: 'desk', count: 1 },
      ],
      newestAt: '2026-11-24T00:00:00.000Z',
    });
  });

  test('of more than ten thousand only so many are read', async () => {
    let read = 0;
    function* endless() {
      for (;;) {
        read += 1;
        yield letterOf();
      }
    }
    expect(await readDeadLetters({ all: () => all(endless()) })).toMatchObject({
      count: 10_000,
      isMore: true,
    });
    expect(read).toBe(10_001);
  });
});

test('of the token is told how long it lives and whence it came, and never what it is', async () => {
  const value = {
    ...{ accessToken: 'hush', refreshToken: 'hush', issuedBy: 'login' as const },
    ...{ issuedAt: new Date(nowMs).toISOString(), expiresAt: new Date(nowMs + 30 * minuteMs).toISOString() },
  };
  const holding = (held: unknown) => ({
    ids: { token: 'token' },
    store: { read: async () => ({ value: held, versionId: 'v', storedAt: undefined }) as never },
  });
  const { life } = await readTokenLife(holding(value), nowMs);
  expect(life).toEqual({
    issuedBy: 'login',
    issuedAt: value.issuedAt,
    expiresAt: value.expiresAt,
    minutesLeft: 30,
  });
  expect((await readTokenLife(holding(undefined), nowMs)).life).toBeUndefined();
});
