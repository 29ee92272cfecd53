import { describe, expect, test } from 'vitest';
import type { Attempt } from '../../../shared/deliver-events/attempt.ts';
import { deliverEvents } from '../../../shared/deliver-events/deliver-events.ts';
import { Unavailable } from '../../../shared/errors.ts';
import type { EventOf, TranslatedEvent } from '../../../shared/events/event.ts';
import type { Log } from '../../../shared/log.ts';
import type { QueueMessage } from '../../../shared/queue-window/queue-message.ts';
import { accepted, activityEvent, outage, packed, personEvent, refused } from './sample.ts';
import { world } from './world.ts';

type Sent = TranslatedEvent & { id: string };

const person = (overrides: Partial<EventOf<'person'>> = {}): Sent => {
  const { source, accountId, receivedAt, ...event } = personEvent(overrides);
  return event;
};
const state = (overrides: Partial<EventOf<'agent-activity'>> = {}): Sent => {
  const { source, accountId, receivedAt, ...event } = activityEvent({ state: 'available', ...overrides });
  return event;
};

/** A message of the source that announces its users. */
function announced(
  messageId: string,
  events: readonly Sent[],
  overrides: Partial<QueueMessage> & { correlationId?: string } = {},
) {
  return packed(messageId, events, { source: 'phones', ...overrides });
}

/** An API that takes activity of the agents it has people of, and of nobody else. */
function strictApi(known = new Set<string>()): Attempt {
  return async (rows) => {
    const [first] = rows;
    if (first?.call !== 'bulkInsertPeople')
      return rows.every(({ event }) => 'agentId' in event && known.has(String(event.agentId)))
        ? accepted
        : refused('agent is not known');
    for (const { key } of rows) known.add(key);
    return accepted;
  };
}

describe('a new agent', () => {
  test('is sent before its first state, though the state came first', async () => {
    const { dependencies, letters, sent } = world(strictApi(new Set(['1002'])));
    const messages = [
      announced('m1', [state(), state({ id: 'e2', agentId: '1002' })]),
      announced('m2', [person()]),
    ];
    expect(await deliverEvents(messages, dependencies)).toEqual([]);
    expect(sent).toEqual([['p1'], ['e1', 'e2']]);
    expect(letters).toEqual([]);
  });

  test('has its state come back with it where its row has to, and delivered after it', async () => {
    let isDown = true;
    const strict = strictApi(new Set(['1002']));
    const attempt: Attempt = async (rows, turn) =>
      isDown && rows[0]?.call === 'bulkInsertPeople' ? outage : await strict(rows, turn);
    const { dependencies, letters } = world(attempt);
    const messages = (receiveCount: number) => [
      announced('m1', [person()], { receiveCount }),
      announced('m2', [state()], { receiveCount }),
      announced('m3', [state({ id: 'e2', agentId: '1002' })], { receiveCount }),
    ];
    expect(await deliverEvents(messages(2), dependencies)).toEqual(['m1', 'm2']);
    isDown = false;
    expect(await deliverEvents(messages(3).slice(0, 2), dependencies)).toEqual([]);
    expect(letters).toEqual([]);
  });

  test('may be on its way in another window: a refused state comes back once, and is a dead letter then', async () => {
    const { dependencies, letters } = world(strictApi(new Set(['1002', '1003'])));
    const other = (agentId: string) => announced(agentId, [state({ id: agentId, agentId })]);
    expect(await deliverEvents([announced('m1', [state()]), other('1002')], dependencies)).toEqual(['m1']);
    expect(letters).toEqual([]);
    const again = announced('m1', [state()], { receiveCount: 2 });
    const fellow = announced('m3', [state({ id: 'e3', agentId: '1003' })], { receiveCount: 2 });
    expect(await deliverEvents([again, fellow], dependencies)).toEqual([]);
    expect(letters).toMatchObject([{ reason: 'refused', source: 'phones' }]);
  });

  test('of a source that announces nobody is waited for by no refused state', async () => {
    const { dependencies, letters } = world(strictApi(new Set(['1002'])));
    const messages = [packed('m1', [state(), state({ id: 'e2', agentId: '1002' })])];
    expect(await deliverEvents(messages, dependencies)).toEqual([]);
    expect(letters).toMatchObject([{ reason: 'refused', source: 'standard' }]);
  });
});

describe('an agent that is announced again', () => {
  test('is not sent again, be it by another environment and by another name, and counts nowhere', async () => {
    const people = new Set<string>();
    const first = world(async () => accepted, { people });
    await deliverEvents([announced('m1', [person()])], first.dependencies);
    expect([...people]).toEqual(['stored/1#1001']);
    const second = world(async () => accepted, { people });
    const renamed = person({ id: 'p2', lastName: 'Vale-Smith' });
    expect(await deliverEvents([announced('m2', [renamed, state()])], second.dependencies)).toEqual([]);
    expect(second.sent).toEqual([['e1']]);
    expect(second.measured.filter(({ call }) => call === 'bulkInsertPeople')).toEqual([]);
  });

  test('is told of in the log, and not noted anew, so that it is sent again when its time is over', async () => {
    const { dependencies } = world(async () => accepted, { people: new Set(['stored/1#1001']) });
    const lines: object[] = [];
    const log: Log = (_level, event, fields) => void (event === 'rows-unsent' && lines.push({ ...fields }));
    const see = () => {
      throw new Error('it was noted');
    };
    const people = { ...dependencies.people, see };
    const message = announced('m1', [person()], { correlationId: 'c1' });
    await deliverEvents([message], { ...dependencies, people, log });
    expect(lines).toEqual([{ why: 'known', rowsOf: ['c1'] }]);
  });

  test('counts as stored where the API has it already, and not where it refuses it', async () => {
    const people = new Set<string>();
    const attempt: Attempt = async (rows) =>
      rows.length > 1 || rows[0]?.key === 'bad'
        ? refused('no')
        : rows[0]?.key === '1001'
          ? refused('Cannot insert duplicate key')
          : accepted;
    const { dependencies, letters } = world(attempt, { people });
    const bad = person({ id: 'p2', agentId: 'bad' });
    await deliverEvents([announced('m1', [person(), bad])], dependencies);
    expect([...people]).toEqual(['stored/1#1001']);
    expect(letters).toMatchObject([{ reason: 'refused' }]);
  });

  test('is sent where the table does not answer, which does no harm', async () => {
    const { dependencies, sent } = world(async () => accepted);
    const logged: string[] = [];
    const find = async () => {
      throw new Unavailable('the table did not take or give the known people');
    };
    const log = (_level: string, name: string) => void logged.push(name);
    const people = { ...dependencies.people, find };
    await deliverEvents([announced('m1', [person()])], { ...dependencies, people, log });
    expect(sent).toEqual([['p1']]);
    expect(logged[0]).toBe('people-not-looked-up');
  });

  test('is sent each time where it is no announcement but the word of a sender of our own', async () => {
    const people = new Set(['stored/1#1001']);
    const { dependencies, sent } = world(async () => accepted, { people });
    await deliverEvents([packed('m1', [person()])], dependencies);
    expect(sent).toEqual([['p1']]);
  });
});

describe('a name that the columns cannot hold', () => {
  const detailOf = async (names: { firstName?: string; lastName?: string }) => {
    const { dependencies, letters, sent } = world(async () => accepted);
    const event: Sent = { type: 'person', id: 'p1', agentId: '1001', ...names };
    expect(await deliverEvents([announced('m1', [event, state()])], dependencies)).toEqual([]);
    expect(sent).toEqual([['e1']]);
    expect(letters).toMatchObject([{ reason: 'unusable-name', source: 'phones' }]);
    return letters[0]?.detail;
  };

  test('is a dead letter that says what is wrong and what to do, and keeps the name to itself', async () => {
    const long = 'Wolfeschlegelsteinhausen';
    const detail = await detailOf({ firstName: 'Hubert', lastName: long });
    expect(detail).toBe(
      'the last name has 24 characters, at most 20 are allowed: add the agent by `people import` with names that fit, then discard this',
    );
  });

  test('is one too where a name is missing', async () => {
    expect(await detailOf({ firstName: 'robin.vale' })).toMatch(/^no last name can be told from what/);
    expect(await detailOf({})).toMatch(/^no first name can be told from .*; no last name can be told/);
  });

  test('makes one dead letter, however often the agent is announced, until the name fits', async () => {
    const { dependencies, letters, sent } = world(async () => accepted);
    const lastName = 'x'.repeat(21);
    for (const id of ['p1', 'p2', 'p3'])
      await deliverEvents([announced(id, [person({ id, lastName })])], dependencies);
    expect(letters).toHaveLength(1);
    await deliverEvents([announced('m4', [person({ id: 'p4' })])], dependencies);
    expect(sent).toEqual([['p4']]);
  });
});

test('no name gets into the log, whatever the API quotes of it', async () => {
  const words = 'row 1 (1001, Avery, VALE) is odd, says the available API';
  const attempt: Attempt = async (rows) =>
    rows.some(({ key }) => key === '1001') ? refused(words) : accepted;
  for (const others of [[], [person({ id: 'p2', agentId: '1002', firstName: 'Bo', lastName: 'Ek' })]]) {
    const { dependencies, letters } = world(attempt);
    const logged: unknown[] = [];
    const log = (...line: unknown[]) => void logged.push(line);
    const receiveCount = 2;
    await deliverEvents([announced('m1', [person(), ...others], { receiveCount })], { ...dependencies, log });
    expect(JSON.stringify(logged)).not.toMatch(/Avery|\bVale\b/i);
    for (const { detail, row } of letters) {
      expect(detail).toBe('the API answered 400: row 1 (1001, ***, ***) is odd, says the available API');
      expect(row).toContain('Avery');
    }
    expect(letters).toHaveLength(others.length);
  }
});

test('no name gets into the log out of what an API says that is down', async () => {
  const detail = 'the API answered 503: no place for Avery VALE, says the available API';
  const { dependencies } = world(async () => ({ ...outage, detail }));
  const told: unknown[] = [];
  const log: Log = (_level, event, fields) =>
    void (fields?.['detail'] !== undefined && told.push([event, fields['detail']]));
  await deliverEvents([announced('m1', [person()], { correlationId: 'c1' })], { ...dependencies, log });
  const masked = 'the API answered 503: no place for *** ***, says the available API';
  expect(told).toEqual([
    ['request-settled', masked],
    ['delivery-failed', masked],
  ]);
});
