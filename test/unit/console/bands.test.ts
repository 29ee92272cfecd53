import { expect, test } from 'vitest';
import type { ChangeFlag, StateChange } from '../../../infra/console/data.ts';
import { activitiesIn } from '../../../infra/console/page/src/agents/band-colours.ts';
import { bandAt, linesOf, markNear } from '../../../infra/console/page/src/agents/bands.ts';
import { ticksOf } from '../../../infra/console/page/src/agents/time-scale.ts';
import { changesIn, readChanges } from '../../../infra/console/server/agents/read-changes.ts';
import { loadEnvironment } from '../../../infra/environments/load-environment.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 9, minute)).toISOString();
const change = (minute: number, code: string, flags: ChangeFlag[] = [], agentId = '7'): StateChange => ({
  ...{ agentId, accountId: '1', source: 'zoom', at: at(minute), code, flags },
});
const toMs = Date.parse(at(60));
const told = (changes: readonly StateChange[]) =>
  linesOf(changes, toMs)[0]?.bands.map(({ change: { code }, fromMs, toMs: endMs }) => [
    code,
    (endMs - fromMs) / 60_000,
  ]);

test('a state holds until the next change, the last one until the end of the time, in whatever order they came', () => {
  expect(told([change(30, 'AVAIL'), change(10, 'LOGIN'), change(50, 'LOGOUT')])).toEqual([
    ['LOGIN', 20],
    ['AVAIL', 20],
    ['LOGOUT', 10],
  ]);
});

test('what the API does not hold makes no band, and a late change makes one at the time of which it tells', () => {
  const changes = [
    change(10, 'AVAIL'),
    change(20, 'BREAK', ['collapsed']),
    change(25, 'no code', ['refused']),
    change(28, 'AVAIL', ['duplicate']),
    change(30, 'TALK', ['late']),
  ];
  expect(told(changes)).toEqual([
    ['AVAIL', 20],
    ['TALK', 30],
  ]);
  const [line] = linesOf(changes, toMs);
  expect(line?.marks.map(({ change: { flags } }) => flags[0])).toEqual([
    'collapsed',
    'refused',
    'duplicate',
    'late',
  ]);
});

test('the mark that is pointed at is the nearest, even of a change that makes no band, and none from afar', () => {
  const [line = { marks: [] }] = linesOf(
    [change(10, 'AVAIL'), change(20, 'BREAK', ['collapsed']), change(24, 'TALK', ['late'])],
    toMs,
  );
  const codeNear = (minute: number) => markNear(line, Date.parse(at(minute)), 3 * 60_000)?.change.code;
  expect([19, 21, 23, 28].map(codeNear)).toEqual(['BREAK', 'BREAK', 'TALK', undefined]);
});

test('a change after the end of the time has no length, rather than a negative one', () => {
  expect(told([change(70, 'AVAIL')])).toEqual([['AVAIL', 0]]);
});

test('the band at an instant is found, and none before the first', () => {
  const [line] = linesOf([change(10, 'LOGIN'), change(30, 'AVAIL')], toMs);
  const codeAt = (minute: number) => line && bandAt(line, Date.parse(at(minute)))?.change.code;
  expect([5, 10, 29, 30, 60, 61].map(codeAt)).toEqual([
    undefined,
    'LOGIN',
    'LOGIN',
    'AVAIL',
    'AVAIL',
    undefined,
  ]);
});

test('agents are told apart by their accounts, and sorted as people count', () => {
  const changes = ['10', '9', 'b', 'a'].map((agentId) => change(1, 'AVAIL', [], agentId));
  const lines = linesOf([...changes, { ...change(2, 'LOGIN', [], '9'), accountId: '2' }], toMs);
  expect(lines.map(({ agentId }) => agentId)).toEqual(['9', '9', '10', 'a', 'b']);
});

test('each activity of a class has a shade of its own', () => {
  const coded = (code: string, stateClass?: string) => ({ code, ...(stateClass && { stateClass }) });
  const activities = activitiesIn([
    coded('LUNCH', 'unavailable'),
    coded('AVAIL', 'available'),
    coded('BREAK', 'unavailable'),
    coded('BREAK', 'unavailable'),
    coded('ODD'),
  ]);
  expect(activities.map(({ code, stateClass, shade }) => `${stateClass} ${code} ${shade}`)).toEqual([
    'available AVAIL 0',
    'unavailable BREAK 0',
    'unavailable LUNCH 1',
    'unknown ODD 0',
  ]);
});

test('ticks are round times that leave room for their labels', () => {
  const ticks = ticksOf(Date.parse(at(7)), Date.parse(at(7)) + 4 * 3_600_000, 800);
  expect(ticks.map((tick) => new Date(tick).toISOString().slice(11, 16))).toEqual([
    ...['09:30', '10:00', '10:30', '11:00', '11:30', '12:00', '12:30', '13:00'],
  ]);
});

test('of the time before, only the last state that the API holds goes along', () => {
  const changes = [
    change(1, 'LOGIN'),
    change(5, 'AVAIL'),
    change(6, 'TALK', ['refused']),
    change(20, 'BREAK'),
  ];
  const kept = changesIn(changes, { from: at(10), to: at(30) });
  expect(kept.map(({ code }) => code)).toEqual(['AVAIL', 'BREAK']);
});

test('a code that a sender writes itself has the class that vendors’ tables give it, and one that is in none has no class', async () => {
  const row = (agentId: string, code: string) => ({
    ...{ source: 'standard', accountId: '1', agentId, eventTime: at(10), state: code, code },
    ...{ receivedAt: at(10), acceptedAt: at(11) },
  });
  const states = [row('1', 'AVAIL'), row('2', 'BREAK'), row('3', 'WALKING')];
  const { changes } = await readChanges(
    { from: at(0), to: at(60) },
    {
      configuration: { ...loadEnvironment('local'), logs: { rows: true } },
      searchLogs: async () => ({ records: [{ message: { event: 'agent-rows', states } }], isCut: false }),
      now: () => toMs,
    },
  );
  expect(changes.map(({ stateClass }) => stateClass)).toEqual(['available', 'unavailable', undefined]);
});
