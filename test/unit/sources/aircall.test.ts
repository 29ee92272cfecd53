import { describe, expect, test } from 'vitest';
import { SignatureRefused, Untranslatable } from '../../../shared/errors.ts';
import { aircall } from '../../../shared/sources/aircall.ts';
import { json, received, settingsFor } from './sample.ts';

const settings = settingsFor(aircall);
const at = 1_770_624_846;
const user = { id: 700123, available: true, availability_status: 'available' };
const call = {
  id: 990001,
  direction: 'inbound',
  started_at: 1_770_624_600,
  answered_at: 1_770_624_618,
  ended_at: 1_770_624_815,
  user: { id: 700123 },
  number: { id: 3344 },
};

describe('the token', () => {
  test('proves a body that it was put into', () => {
    const { body } = aircall.sign(json({ event: 'user.opened.v2' }), {
      secret: 's3cret',
      nowMs: 0,
      settings,
    });
    expect(verify(body)).toBe('s3cret');
  });

  test('is refused in words that speak of a token', () => {
    expect(() => verify(Buffer.from('{"token":"other"}'))).toThrow('the token in the body is none of');
  });

  test.each([
    '',
    '[]',
    '7',
    'null',
    '{"token":7}',
    '{"token":""}',
    '{"data":{"token":"s3cret"}}',
    '{"token":"s3cret"',
  ])('is refused where the body is %j', (body) => {
    expect(() => verify(Buffer.from(body))).toThrow(SignatureRefused);
  });
});

describe('a user event', () => {
  test.each([
    ['user.connected.v2', 'connected', 'unavailable'],
    ['user.disconnected.v2', 'disconnected', 'offline'],
    ['user.opened.v2', 'opened', 'available'],
    ['user.opened', 'opened', 'available'],
    ['user.closed.v2', 'closed', 'unavailable'],
    ['user.wut_start.v2', 'wut_start', 'busy'],
    ['user.deleted.v2', 'deleted', 'offline'],
  ])('%s gives the state %s, %s', (event, state, stateClass) => {
    expect(translate(event, user).events).toEqual([
      { type: 'agent-activity', agentId: '700123', eventTime: '2026-02-09T08:14:06.000Z', state, stateClass },
    ]);
  });

  test.each([
    ['user.closed.v2', 'out_for_lunch', 'out_for_lunch'],
    ['user.closed.v2', 'always_closed', undefined],
    ['user.closed.v2', 'always_opened', undefined],
    ['user.closed.v2', '', undefined],
    ['user.closed.v2', null, undefined],
    ['user.opened.v2', 'out_for_lunch', undefined],
  ])('%s with the substatus %j has the reason %j', (event, substatus, reason) => {
    expect(Object(translate(event, { ...user, substatus }).events[0]).reason).toBe(reason);
  });

  test.each([
    [{ availability_status: 'available' }, 'available'],
    [{ availability_status: 'unavailable', available: true }, 'unavailable'],
    [{ availability_status: 'custom', available: true }, 'available'],
    [{ availability_status: 'custom', available: false }, 'unavailable'],
    [{ availability_status: 'custom' }, 'custom'],
    [{ available: false }, 'unavailable'],
  ])('ends wrap-up, of a user %j, in the state %s', (data, state) => {
    expect(translate('user.wut_end.v2', { id: 1, ...data }).events).toMatchObject([{ state }]);
  });

  test.each([
    ['user.wut_start.v2', 'wrap-started'],
    ['user.wut_end.v2', 'wrap-ended'],
  ])('%s tells the last call that it %s', (event, milestone) => {
    const { events } = translate(event, { ...user, last_call_id: '9007199254740993001' });
    expect(events[1]).toMatchObject({ contactId: '9007199254740993001', agentId: '700123', milestone });
  });
});

describe('a call event', () => {
  const times = {
    started: '2026-02-09T08:10:00.000Z',
    answered: '2026-02-09T08:10:18.000Z',
    ended: '2026-02-09T08:13:35.000Z',
  };
  const now = '2026-02-09T08:14:06.000Z';

  test.each([
    ['call.created', 'offered', times.started, undefined],
    ['call.answered', 'answered', times.answered, '700123'],
    ['call.hold', 'held', now, '700123'],
    ['call.unhold', 'retrieved', now, '700123'],
    ['call.transferred', 'transferred', now, undefined],
    ['call.external_transferred', 'transferred', now, undefined],
    ['call.hungup', 'ended', times.ended, '700123'],
  ])('%s gives the milestone %s at %s, agent %s', (event, milestone, reachedAt, agentId) => {
    expect(translate(event, call).events).toEqual([
      {
        type: 'contact-milestone',
        contactId: '990001',
        collectionPoint: '3344',
        direction: 'inbound',
        ...(agentId && { agentId }),
        at: reachedAt,
        milestone,
      },
    ]);
  });

  test('offers no outbound call', () => {
    expect(translate('call.created', { ...call, direction: 'outbound' })).toEqual({ events: [], ignored: 1 });
  });

  test('sums an ended call up with its wait and without talk time', () => {
    const { events } = translate('call.ended', call);
    expect(events.map((event) => ('milestone' in event ? event.milestone : event.type))).toEqual([
      'answered',
      'ended',
      'contact-summary',
    ]);
    expect(events[2]).toEqual({
      type: 'contact-summary',
      contactId: '990001',
      collectionPoint: '3344',
      direction: 'inbound',
      offeredAt: times.started,
      answered: true,
      waitSeconds: 18,
      asOf: now,
    });
  });

  test('does not say who answered a call in which several users took part', () => {
    const participants = [{ type: 'external' }, { type: 'user', id: 1 }, { type: 'user', id: 700123 }];
    const { events } = translate('call.ended', { ...call, participants });
    expect(events.map((event) => ('milestone' in event ? event.milestone : event.type))).toEqual([
      'ended',
      'contact-summary',
    ]);
  });

  test('says nothing of a wait that no call can have', () => {
    const [, , summary] = translate('call.ended', { ...call, started_at: 1 }).events;
    expect(summary).toMatchObject({ type: 'contact-summary', offeredAt: '1970-01-01T00:00:01.000Z' });
    expect(summary).not.toHaveProperty('waitSeconds');
  });

  test('counts no call where voice is not among the configured media types', () => {
    const chatOnly = { settings: { ...settings, mediaTypes: ['chat'] }, receivedAt: '' };
    expect(aircall.translate(webhook('call.answered', call), chatOnly)).toEqual({ events: [], ignored: 1 });
    const wrap = aircall.translate(webhook('user.wut_start.v2', { ...user, last_call_id: 1 }), chatOnly);
    expect(wrap.events.map(({ type }) => type)).toEqual(['agent-activity']);
  });
});

describe('where contacts feed the activity', () => {
  const byContacts = settingsFor(aircall, { activity: 'contacts' });
  const stateOf = (event: string, data: object) =>
    aircall
      .translate(webhook(event, data), { settings: byContacts, receivedAt: '' })
      .events.filter(({ type }) => type === 'agent-activity');

  test.each([
    ['call.ringing_on_agent', 'busy', '2026-02-09T08:14:06.000Z'],
    ['call.answered', 'busy', '2026-02-09T08:10:18.000Z'],
    ['call.hold', 'busy', '2026-02-09T08:14:06.000Z'],
    ['call.unhold', 'busy', '2026-02-09T08:14:06.000Z'],
    ['call.agent_declined', 'available', '2026-02-09T08:14:06.000Z'],
    ['call.hungup', 'available', '2026-02-09T08:14:06.000Z'],
  ])('%s puts its agent in a state of its name, %s', (state, stateClass, eventTime) => {
    expect(stateOf(state, call)).toEqual([
      { type: 'agent-activity', agentId: '700123', eventTime, state, stateClass },
    ]);
  });

  test.each([
    [{ wrap_up_time: 30 }, 1_770_624_618, []],
    [{ wrap_up_time: 30 }, null, ['call.hungup']],
    [{ wrap_up_time: 0 }, 1_770_624_618, ['call.hungup']],
    [{ wrap_up_time: null }, 1_770_624_618, ['call.hungup']],
    [{ wrap_up_time: 'none', availability_status: 7 }, 1_770_624_618, ['call.hungup']],
  ])(
    'the end of a call of a user with %j, answered at %j, tells %j: wrap-up tells itself',
    (more, answered_at, states) => {
      const told = stateOf('call.hungup', { ...call, answered_at, user: { id: 700123, ...more } });
      expect(told.map((event) => Object(event).state)).toEqual(states);
    },
  );

  test.each([
    ['call.hungup', 'unavailable', 'unavailable', 'unavailable'],
    ['call.agent_declined', 'unavailable', 'unavailable', 'unavailable'],
    ['call.hungup', 'available', 'call.hungup', 'available'],
    ['call.answered', 'unavailable', 'call.answered', 'busy'],
  ])('after %s a user whose availability is %s is %s', (event, availability_status, state, stateClass) => {
    const told = stateOf(event, { ...call, user: { id: 700123, availability_status } });
    expect(told).toMatchObject([{ state, stateClass }]);
  });

  test('a call without an agent tells no state', () => {
    expect(stateOf('call.hungup', { ...call, user: null })).toEqual([]);
  });

  test('the events of users tell their states all the same', () => {
    expect(stateOf('user.wut_start.v2', user)).toHaveLength(1);
  });
});

describe('the configured ids', () => {
  const chosen = settingsFor(aircall, { ids: { agentId: 'email', collectionPoint: 'number.name' } });
  const named = {
    ...call,
    user: { id: 700123, email: 'robin@example.test' },
    number: { id: 3344, name: 'Support' },
  };
  const first = (event: string, data: object) =>
    aircall.translate(webhook(event, data), { settings: chosen, receivedAt: '' }).events[0];

  test('become the agent and the collection point', () => {
    expect(first('call.answered', named)).toMatchObject({
      agentId: 'robin@example.test',
      collectionPoint: 'Support',
    });
    expect(first('user.opened.v2', { ...user, email: 'robin@example.test' })).toMatchObject({
      agentId: 'robin@example.test',
    });
  });

  test.each(['', 'x'.repeat(51)])('are alone held to the length of an id, another may be %j', (other) => {
    const long = { ...call, user: { id: 7, email: other }, number: { id: 3344, name: other, digits: other } };
    expect(translate('call.answered', long).events).toMatchObject([
      { agentId: '7', collectionPoint: '3344' },
    ]);
    expect(translate('user.opened.v2', { ...user, email: other }).events).toHaveLength(1);
  });

  test('are never replaced by another field where the chosen one is missing', () => {
    expect(() => first('user.opened.v2', user)).toThrow('email: is missing');
    expect(() => first('call.answered', { ...named, number: { id: 3344 } })).toThrow(
      'number.name: is missing',
    );
  });
});

test.each([
  'call.ringing_on_agent',
  'call.agent_declined',
  'call.created.v3',
  'user.created.v2',
  'contact.created',
  'constructor',
  '',
])('ignores the event %j', (event) => {
  expect(translate(event, {})).toEqual({ events: [], ignored: 1 });
});

test.each([
  ['user.opened.v2', { ...user, id: undefined }, 'data.id'],
  ['user.wut_end.v2', { id: 1 }, 'data.availability_status'],
  ['call.answered', { ...call, answered_at: null }, 'data.answered_at'],
  ['call.created', { ...call, started_at: '2026-02-09' }, 'data.started_at'],
  ['call.ended', { ...call, direction: 'sideways' }, 'data.direction'],
  ['call.hold', { ...call, user: { id: null } }, 'data.user.id'],
])('cannot translate a %s whose shape has changed (%#), and names the path', (event, data, path) => {
  const attempt = () => translate(event, data);
  expect(attempt).toThrow(Untranslatable);
  expect(attempt).toThrow(`is not of the documented shape: ${path}: `);
});

function verify(body: Buffer) {
  const trust = { secrets: ['s3cret'], nowMs: 0, toleranceSeconds: null, settings };
  return aircall.verify(received({ headers: {}, body }), trust);
}

function webhook(event: string, data: object) {
  return { resource: event.split('.')[0], event, timestamp: at, data };
}

function translate(event: string, data: object) {
  return aircall.translate(webhook(event, data), { settings, receivedAt: '' });
}
