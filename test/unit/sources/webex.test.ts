import { describe, expect, test } from 'vitest';
import { SignatureRefused, Untranslatable } from '../../../shared/errors.ts';
import { hmac } from '../../../shared/signatures/hmac.ts';
import { webex } from '../../../shared/sources/webex.ts';
import { json, received, settingsFor } from './sample.ts';

const nowMs = 1_773_144_005_140;
const settings = settingsFor(webex);
const trust = { secrets: ['current', 'previous'], nowMs, toleranceSeconds: 300, settings };

const agent = { agentId: 'agent-1', createdTime: 1_773_133_282_470 };
const at = '2026-03-10T09:01:22.470Z';
const task = {
  taskId: 'task-1',
  queueId: 'queue-1',
  channelType: 'telephony',
  direction: 'INBOUND',
  createdTime: agent.createdTime,
};

describe('the signed time', () => {
  const signed = (body: unknown) => received(webex.sign(json(body), { secret: 'previous', nowMs, settings }));
  const second = signed({ comciscotimestamp: 1_773_133_282_470, type: 'agent:login' });

  test('is the present in the body and in the header where a webhook of version 2 is signed', () => {
    expect(second.headers['x-webexcc-timestamp']).toBe(String(nowMs));
    expect(webex.parse(second)).toEqual({ comciscotimestamp: nowMs, type: 'agent:login' });
    expect(webex.verify(second, trust)).toBe('previous');
  });

  test('is none where a webhook of version 1 is signed, and its body stays as it is', () => {
    const first = signed('{ "type" : "agent:login" }');
    expect(first.headers).not.toHaveProperty('x-webexcc-timestamp');
    expect(first.body.toString()).toBe('{ "type" : "agent:login" }');
    expect(webex.verify(first, { ...trust, nowMs: nowMs + 1e10 })).toBe('previous');
  });

  test('is the body’s where the header was taken away', () => {
    const { 'x-webexcc-timestamp': _, ...headers } = second.headers;
    expect(webex.verify({ ...second, headers }, trust)).toBe('previous');
    const later = { ...trust, nowMs: nowMs + 301_000 };
    expect(() => webex.verify({ ...second, headers }, later)).toThrow('301 s behind our clock');
  });

  test.each(['', '1773144005141', '1773144005140.0', '0x19cd7a9f914', ' 1773144005140'])(
    'is refused where the header says %j instead',
    (timestamp) => {
      const headers = { ...second.headers, 'x-webexcc-timestamp': timestamp };
      expect(() => webex.verify({ ...second, headers }, trust)).toThrow(SignatureRefused);
    },
  );

  test.each([
    ['1773144005140', 'accepted'],
    ['"1773144005140"', 'accepted'],
    ['null', 'accepted'],
    ['1773143000000', 'refused'],
    ['""', 'refused'],
    ['"now"', 'refused'],
    ['{}', 'refused'],
    ['1773144005140.5', 'refused'],
    ['17731440051401773144005140', 'refused'],
  ])('written %s in the body, without a header, is %s', (written, outcome) => {
    const body = Buffer.from(`{"comciscotimestamp":${written}}`);
    const signature = hmac('current', [body], { algorithm: 'sha256', encoding: 'hex' });
    const webhook = received({ headers: { 'x-webexcc-signature': signature }, body });
    const verify = () => webex.verify(webhook, trust);
    if (outcome === 'accepted') expect(verify()).toBe('current');
    else expect(verify).toThrow(SignatureRefused);
  });

  test('is none of a genuine body that is not JSON, which cannot be translated', () => {
    const webhook = signed('<xml/>');
    expect(webex.verify(webhook, trust)).toBe('previous');
    expect(() => webex.parse(webhook)).toThrow(Untranslatable);
  });
});

describe('a state', () => {
  test.each([
    ['agent:login', 'unavailable'],
    ['agent:logout', 'offline'],
  ])('%s is the session’s, of no channel', (type, stateClass) => {
    expect(translate(type, { ...agent, currentState: 'any' }).events).toEqual([
      { type: 'agent-activity', agentId: 'agent-1', eventTime: at, state: type, stateClass },
    ]);
  });

  test.each([
    ['idle', 'unavailable'],
    ['available', 'available'],
    ['ringing', 'busy'],
    ['not-responding', 'unavailable'],
    ['connected', 'busy'],
    ['on-hold', 'busy'],
    ['hold-done', 'busy'],
    ['consulting', 'busy'],
    ['consult-done', 'busy'],
    ['conferencing', 'busy'],
    ['conference-done', 'busy'],
    ['wrapup', 'busy'],
  ])('%s is told alike by agent and by channel, %s', (currentState, stateClass) => {
    for (const type of ['agent:state_change', 'agent:channel_state_change'])
      expect(first(type, { ...agent, currentState })).toMatchObject({ state: currentState, stateClass });
  });

  test.each([
    ['Available', 'available'],
    ['Idle', 'unavailable'],
    ['Engaged', 'busy'],
    ['EngagedOther', 'busy'],
    ['WrapUp', 'busy'],
    ['Reserved', 'busy'],
    ['LoggedOut', 'offline'],
  ])('%s is told by channel type, %s', (currentState, stateClass) => {
    const change = { ...agent, currentState, channelType: 'telephony' };
    expect(first('agent:channelType_state_change', change)).toMatchObject({
      state: currentState,
      stateClass,
    });
  });

  test('unheard of goes by its own word, without a class', () => {
    const event = first('agent:state_change', { ...agent, currentState: 'dreaming' });
    expect(event).toMatchObject({ state: 'dreaming' });
    expect(event).not.toHaveProperty('stateClass');
  });

  test.each([
    ['idle', { idleCodeName: 'Meal', idleCodeId: 'c-1' }, 'Meal'],
    ['Idle', { idleCodeName: 'Meal' }, 'Meal'],
    ['idle', { idleCodeName: '', idleCodeId: 'c-1' }, 'c-1'],
    ['idle', { idleCodeId: null }, undefined],
    ['available', { idleCodeName: 'Meal' }, undefined],
    ['wrapup', { wrapUpAuxCodeId: 'w-1', idleCodeId: 'c-1' }, 'w-1'],
    ['connected', { wrapUpAuxCodeId: 'w-1' }, undefined],
  ])('%s with %j has the reason %s', (currentState, told, reason) => {
    const event = first('agent:state_change', { ...agent, currentState, ...told });
    expect(event && 'reason' in event ? event.reason : undefined).toBe(reason);
  });

  test.each([
    ['telephony', ['voice'], 1],
    ['TELEPHONY', ['voice'], 1],
    ['telephony', ['telephony'], 1],
    ['telephony', ['chat'], 0],
    ['chat', ['voice'], 0],
    ['chat', ['voice', 'chat'], 1],
    [undefined, ['chat'], 1],
    [null, ['voice'], 1],
    ['', ['voice'], 1],
  ])('of the channel type %s counts among %j: %i', (channelType, mediaTypes, count) => {
    const change = { ...agent, currentState: 'Engaged', channelType };
    const { events, ignored } = translate('agent:channelType_state_change', change, { mediaTypes });
    expect([events.length, ignored]).toEqual([count, 1 - count]);
  });
});

describe('a wrap-up', () => {
  const change = { ...agent, taskId: 'task-1', channelType: 'telephony' };
  const milestone = { type: 'contact-milestone', contactId: 'task-1', agentId: 'agent-1', at };

  test('begins as a state and as a milestone', () => {
    const { events } = translate('agent:channel_state_change', { ...change, currentState: 'wrapup' });
    expect(events).toMatchObject([{ state: 'wrapup' }, { ...milestone, milestone: 'wrap-started' }]);
  });

  test('ends as a milestone alone, for the state that follows is told by itself', () => {
    const { events } = translate('agent:channel_state_change', { ...change, currentState: 'wrapup-done' });
    expect(events).toEqual([{ ...milestone, milestone: 'wrap-ended' }]);
  });

  test.each([undefined, null, ''])('is no milestone where the task is %j', (taskId) => {
    const done = { ...change, taskId, currentState: 'wrapup-done' };
    expect(translate('agent:state_change', done)).toEqual({ events: [], ignored: 1 });
  });
});

describe('a task', () => {
  test.each([
    ['task:parked', 'offered'],
    ['task:connected', 'answered'],
    ['task:on-hold', 'held'],
    ['task:hold-done', 'retrieved'],
    ['task:conference-transferred', 'transferred'],
    ['task:ended', 'ended'],
  ])('reaches by %s the milestone %s', (type, milestone) => {
    expect(translate(type, task).events).toEqual([
      {
        type: 'contact-milestone',
        contactId: 'task-1',
        collectionPoint: 'queue-1',
        direction: 'inbound',
        at,
        milestone,
      },
    ]);
  });

  test.each([
    'task:new',
    'task:connect',
    'task:consulting',
    'task:failed',
    'task:owner-changed',
    'flow:error',
  ])('tells nothing more by %s', (type) => {
    expect(translate(type, {})).toEqual({ events: [], ignored: 1 });
  });

  test.each([null, undefined, ''])('outside of a queue, which is %j, may be answered and end', (queueId) => {
    const event = first('task:connected', { ...task, queueId });
    expect(event).toMatchObject({ milestone: 'answered' });
    expect(event).not.toHaveProperty('collectionPoint');
  });

  test.each([
    ['OUTBOUND', 'outbound'],
    ['Inbound', 'inbound'],
    [null, undefined],
    ['', undefined],
  ])('of the direction %j goes %s', (written, direction) => {
    const event = first('task:ended', { ...task, direction: written });
    expect(event && 'direction' in event ? event.direction : undefined).toBe(direction);
  });

  test('of another medium is not counted', () => {
    expect(translate('task:ended', { ...task, channelType: 'email' })).toEqual({ events: [], ignored: 1 });
  });
});

test('a time may be written as digits', () => {
  const change = { ...agent, createdTime: '1773133282470', currentState: 'idle' };
  expect(first('agent:state_change', change)).toMatchObject({ eventTime: at });
});

test.each([
  ['agent:login', { ...agent, agentId: undefined }, 'data.agentId'],
  ['agent:login', { agentId: 'agent-1' }, 'data.createdTime'],
  ['agent:state_change', agent, 'data.currentState'],
  ['agent:state_change', { ...agent, currentState: 'idle', createdTime: 1.5 }, 'data.createdTime'],
  ['agent:channel_state_change', { ...agent, currentState: '' }, 'data.currentState'],
  ['task:parked', { ...task, queueId: null }, 'data.queueId'],
  ['task:parked', { ...task, channelType: undefined }, 'data.channelType'],
  ['task:ended', { ...task, taskId: undefined }, 'data.taskId'],
  ['task:ended', { ...task, direction: 'SIDEWAYS' }, 'data.direction'],
])('cannot translate a %s whose shape has changed (%#), and names the path', (type, data, path) => {
  const attempt = () => translate(type, data);
  expect(attempt).toThrow(Untranslatable);
  expect(attempt).toThrow(`webex ${type} is not of the documented shape: ${path}: `);
});

function translate(type: string, data: object, given: object = {}) {
  return webex.translate({ type, data }, { settings: settingsFor(webex, given), receivedAt: '' });
}

function first(type: string, data: object) {
  return translate(type, data).events[0];
}
