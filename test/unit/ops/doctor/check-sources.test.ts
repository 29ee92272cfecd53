import { describe, expect, test } from 'vitest';
import { checkSources, judgeSource } from '../../../../infra/ops/doctor/check-sources.ts';
import type { SourceActivity } from '../../../../infra/ops/watch/read-source-activity.ts';
import {
  accountIn,
  configuration,
  dayMs,
  hourMs,
  metricsOf,
  minuteMs,
  minutesOf,
  nowMs,
  patientOf,
} from './sample-patient.ts';

const quarterMs = 15 * minuteMs;
const settings = configuration.sources['zoom'];

/** A source that sent in every quarter hour of two weeks, until so long ago. */
function silentFor(ms: number, overrides: Partial<SourceActivity> = {}): SourceActivity {
  const first = nowMs - 14 * dayMs;
  const activeQuartersMs = Array.from(
    { length: (14 * dayMs - ms) / quarterMs },
    (_, index) => first + index * quarterMs,
  );
  return {
    source: 'zoom',
    activeQuartersMs,
    lastAtMs: activeQuartersMs.at(-1),
    knownSinceMs: first,
    lastSignOffMs: undefined,
    ...overrides,
  };
}
const judge = (activity: SourceActivity) => judgeSource(activity, settings, nowMs);

test('a source is told of by when it sent last, to the minute', () => {
  expect(judge(silentFor(0, { lastAtMs: nowMs - minuteMs }))).toEqual({
    outcome: 'ok',
    says: 'zoom sent last a moment ago',
  });
  expect(judge(silentFor(0, { lastAtMs: nowMs - 5 * minuteMs })).says).toBe('zoom sent last 5 min ago');
});

test('a source that is silent longer than usual fails, unless agents had signed off before it fell silent', () => {
  expect(judge(silentFor(3 * hourMs))).toMatchObject({
    outcome: 'failed',
    says: expect.stringMatching(
      /^zoom sent last 3 h 15 min ago, longer than usual \(.* at this hour\), and nobody signed off/,
    ),
    remedy: 'what to do: README.md#source-silent',
  });
  const last = nowMs - 3 * hourMs;
  expect(judge(silentFor(3 * hourMs, { lastSignOffMs: last - quarterMs }))).toMatchObject({
    outcome: 'warning',
  });
  expect(judge(silentFor(3 * hourMs, { lastSignOffMs: last - 6 * hourMs }))).toMatchObject({
    outcome: 'failed',
  });
});

test('what is usual for a new source is not known', () => {
  const found = judge({
    ...silentFor(0),
    activeQuartersMs: [nowMs - dayMs],
    lastAtMs: nowMs - dayMs,
    knownSinceMs: nowMs - dayMs,
  });
  expect(found).toEqual({ outcome: 'ok', says: expect.stringContaining('after a week') });
});

describe('a source that never sent', () => {
  const never = { ...silentFor(0), activeQuartersMs: [], lastAtMs: undefined };

  test('is a warning that names the address to register', () => {
    expect(judge(never)).toMatchObject({
      outcome: 'warning',
      says: 'zoom sent nothing in the last 14 days',
      remedy: expect.stringContaining('register https://hooks.example.com/zoom at zoom'),
    });
  });

  test('over AWS is to be looked for at the vendor', () => {
    const found = judgeSource({ ...never, source: 'genesys' }, configuration.sources['genesys'], nowMs);
    expect(found.remedy).toContain('its events go to this account');
  });
});

test('every source of a deployment has a finding of its own', async () => {
  const { readMetrics } = metricsOf({ 'WebhooksAccepted desk': minutesOf(1, 0) });
  const found = await checkSources.look(patientOf({ readMetrics }, { account: accountIn('eu-west-1') }));
  expect(found.map(({ outcome }) => outcome)).toEqual(['ok', 'warning', 'warning']);
});

test('those that never sent to the local run are one note', async () => {
  const look = async (points: Parameters<typeof metricsOf>[0]) =>
    (await checkSources.look(patientOf({ readMetrics: metricsOf(points).readMetrics }))).map(
      ({ outcome, says }) => [outcome, says],
    );
  expect(await look({})).toEqual([['note', '3 sources sent nothing since the local run began']]);
  expect(await look({ 'WebhooksAccepted desk': minutesOf(1) })).toEqual([
    ['ok', expect.stringContaining('desk sent last')],
    ['note', 'the other 2 sources sent nothing since the local run began'],
  ]);
  const all = {
    'WebhooksAccepted desk': minutesOf(1),
    'WebhooksAccepted zoom': minutesOf(1),
    'WebhooksIgnored genesys': minutesOf(1),
  };
  expect((await look(all)).map(([outcome]) => outcome)).toEqual(['ok', 'ok', 'ok']);
});
