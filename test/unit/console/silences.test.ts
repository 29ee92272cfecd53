import { expect, test } from 'vitest';
import type { Now, StateChange } from '../../../infra/console/data.ts';
import { demoDay } from '../../../infra/console/demo-day/demo-day.ts';
import { linesOf } from '../../../infra/console/page/src/agents/bands.ts';
import { sinceWhen } from '../../../infra/console/page/src/words.ts';
import { readAgents } from '../../../infra/console/server/agents/read-agents.ts';
import { sourceNow } from '../../../infra/console/server/now/source-now.ts';
import { openConsoleData } from '../../../infra/console/server/open-console-data.ts';
import { Unavailable } from '../../../shared/errors.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const nowMs = Date.parse('2026-11-23T15:20:10Z');
const at = (minutesAgo: number) => new Date(nowMs - minutesAgo * minuteMs).toISOString();
const day = demoDay({ now: () => nowMs });
const hours = (untilMs: number) => ({
  from: new Date(untilMs - 4 * hourMs).toISOString(),
  to: new Date(untilMs).toISOString(),
});

test('agents are told with the sources that the Now page calls silent, and since when', async () => {
  const data = openConsoleData(day);
  const { sources } = await data.now();
  const wrong = sources.filter(({ judgement }) => judgement.health === 'wrong');
  expect(wrong.map(({ name }) => name)).toEqual(['aircall']);
  const { silences } = await data.agents(hours(nowMs));
  expect(silences).toEqual(wrong.map(({ name, lastEventAt }) => ({ source: name, since: lastEventAt })));
});

test('a time that ended before now is told with no silent source, one that ends within this minute is', async () => {
  const data = openConsoleData(day);
  const countAt = async (untilMs: number) => (await data.agents(hours(untilMs))).silences.length;
  expect(await Promise.all([nowMs - hourMs, nowMs - 2 * minuteMs].map(countAt))).toEqual([0, 0]);
  expect(await Promise.all([nowMs - minuteMs, nowMs, nowMs + hourMs].map(countAt))).toEqual([1, 1, 1]);
});

test('states are told where the sources cannot be looked at, with why no source is marked', async () => {
  const look = async (): Promise<Now> => {
    throw new Unavailable('CloudWatch did not give its metrics');
  };
  const { changes, silences, limit } = await readAgents(hours(nowMs), { ...day, look });
  expect(changes.length).toBeGreaterThan(0);
  expect(silences).toEqual([]);
  expect(limit).toBe(
    'Which sources are silent could not be looked at (CloudWatch did not give its metrics), so that none is marked.',
  );
});

test.each([
  ['nobody signed off before is silent since its last event', undefined, '2026-11-23T12:00:10.000Z'],
  ['agents signed off before is not silent: the center may have closed', 200, undefined],
])('a source that sent nothing for long while %s', (_which, signedOffMinutesAgo, silentSince) => {
  const quarters = 14 * 96;
  const activity = {
    source: 'zoom',
    activeQuartersMs: Array.from({ length: quarters }, (_, index) => nowMs - index * 15 * minuteMs)
      .filter((ms) => ms <= nowMs - 200 * minuteMs)
      .toReversed(),
    lastAtMs: nowMs - 200 * minuteMs,
    knownSinceMs: nowMs - quarters * 15 * minuteMs,
    lastSignOffMs: signedOffMinutesAgo && nowMs - signedOffMinutesAgo * minuteMs,
  };
  const [source] = sourceNow(activity, [], { ...day, nowMs });
  expect(source?.silentSince).toBe(silentSince);
});

test('an agent is marked by the source of the state that it is in, whatever told of it before', () => {
  const change = (agentId: string, minutesAgo: number, source: string, flags: StateChange['flags'] = []) => ({
    ...{ agentId, accountId: '1', source, at: at(minutesAgo), code: 'AVAIL', flags },
  });
  const changes = [
    change('1', 90, 'zoom'),
    change('1', 60, 'twilio'),
    change('2', 90, 'twilio'),
    change('2', 60, 'zoom'),
    change('2', 50, 'twilio', ['refused']),
  ];
  const silence = { source: 'zoom', since: at(55) };
  expect(linesOf(changes, nowMs, [silence]).map((line) => line.silence)).toEqual([undefined, silence]);
  expect(linesOf(changes, nowMs).map((line) => line.silence)).toEqual([undefined, undefined]);
});

test('a time is told with its day where that is another one', () => {
  expect([sinceWhen(at(60), nowMs), sinceWhen(at(24 * 60), nowMs)]).toEqual(['14:20', '11-22 15:20']);
});
