import { describe, expect, test } from 'vitest';
import { applyCodes } from '../../../shared/deliver-events/apply-codes.ts';
import { SignatureRefused, Untranslatable } from '../../../shared/errors.ts';
import { dialpad } from '../../../shared/sources/dialpad.ts';
import { json, received, settingsFor } from './sample.ts';

const settings = settingsFor(dialpad);
const trust = { secrets: ['current', 'previous'], nowMs: 0, toleranceSeconds: null, settings };
const at = (seconds: number) => new Date(1_770_624_600_000 + seconds * 1000).toISOString();
const ms = (seconds: number) => 1_770_624_600_000 + seconds * 1000;

const status = {
  on_duty_status: 'available',
  on_duty_status_reason: null,
  call_center_ids: ['6200000000000001'],
  date: ms(0),
  event_timestamp: ms(1),
  target: { id: 5100000000000001, type: 'user', email: 'robin@example.test' },
};
const center = { id: 6200000000000001, type: 'call_center', name: 'Support', email: '' };
const entry = {
  call_id: 4800000000000000,
  entry_point_call_id: null,
  master_call_id: null,
  state: 'queued',
  direction: 'inbound',
  date_started: ms(0),
  date_queued: ms(1),
  event_timestamp: ms(2),
  target: center,
  entry_point_target: {},
  proxy_target: {},
};
const leg = {
  ...entry,
  call_id: 4800000000000001,
  entry_point_call_id: 4800000000000000,
  state: 'connected',
  date_rang: ms(3),
  date_connected: ms(18),
  event_timestamp: ms(18.2),
  target: { id: 5100000000000001, type: 'user', email: 'robin@example.test' },
  entry_point_target: center,
};
const hangup = {
  ...leg,
  state: 'hangup',
  date_ended: ms(215),
  talk_time: 167_000,
  hold_time: 30_000,
  event_timestamp: ms(216),
};

describe('the token that is the body', () => {
  const sign = (payload: unknown, secret = 'current') =>
    received(dialpad.sign(json(payload), { secret, nowMs: 0, settings }));

  test('is proved by the current or the previous secret', () => {
    expect(dialpad.verify(sign(status, 'previous'), trust)).toBe('previous');
  });

  test('gives the payload with every digit of its ids', () => {
    const { body } = dialpad.sign(json('{"call_id":92233720368547758070001}'), {
      secret: 'current',
      nowMs: 0,
      settings,
    });
    expect(dialpad.parse(received({ headers: {}, body }))).toEqual({ call_id: '92233720368547758070001' });
  });

  test('is refused where it is plain JSON', () => {
    expect(() => dialpad.verify(received(json(status)), trust)).toThrow(SignatureRefused);
  });

  test('cannot be translated where it is genuine and holds no JSON', () => {
    const webhook = sign('<xml/>');
    expect(dialpad.verify(webhook, trust)).toBe('current');
    expect(() => dialpad.parse(webhook)).toThrow(Untranslatable);
  });
});

describe('an agent status', () => {
  test.each([
    ['available', 'AVAIL', 'available'],
    ['occupied', 'TALK', 'busy'],
    ['wrapup', 'WRAP', 'busy'],
    ['busy', 'BUSY', 'busy'],
    ['unavailable', 'NOTREADY', 'unavailable'],
  ])('%s is %s, in any case', (on_duty_status, activity, stateClass) => {
    for (const word of [on_duty_status, on_duty_status.toUpperCase()]) {
      const [event] = translate({ ...status, on_duty_status: word });
      expect(event).toEqual({
        type: 'agent-activity',
        agentId: '5100000000000001',
        eventTime: at(0),
        state: word,
        stateClass,
      });
      expect(codeOf(event).activity).toBe(activity);
    }
  });

  test.each([
    [[], 'off_duty', 'LOGOUT'],
    [['6200000000000001'], 'unavailable', 'NOTREADY'],
    [null, 'unavailable', 'NOTREADY'],
    [undefined, 'unavailable', 'NOTREADY'],
  ])('unavailable at the call centers %j is the state %s', (call_center_ids, state, activity) => {
    const [event] = translate({ ...status, on_duty_status: 'unavailable', call_center_ids });
    expect(event).toMatchObject({ state });
    expect(codeOf(event).activity).toBe(activity);
  });

  test('of an agent on duty at no call center is off_duty only where it is unavailable', () => {
    expect(translate({ ...status, call_center_ids: [] })).toMatchObject([{ state: 'available' }]);
  });

  test.each([
    ['unavailable', 'Lunch', 'Lunch'],
    ['unavailable', '', undefined],
    ['unavailable', null, undefined],
    ['Available', 'Lunch', undefined],
    ['wrapup', 'Lunch', undefined],
    ['heard_nowhere', 'Lunch', 'Lunch'],
  ])('%s with the reason %j has the reason %j', (on_duty_status, on_duty_status_reason, reason) => {
    const [event] = translate({ ...status, on_duty_status, on_duty_status_reason });
    expect(Object(event).reason).toBe(reason);
  });

  test('that is heard nowhere has no class', () => {
    const [event] = translate({ ...status, on_duty_status: 'heard_nowhere' });
    expect(event).not.toHaveProperty('stateClass');
  });

  test.each([
    [{ date: undefined }, 'date'],
    [{ date: null }, 'date'],
    [{ date: '2026-02-09T08:10:00Z' }, 'date'],
    [{ on_duty_status: undefined }, 'on_duty_status'],
    [{ on_duty_status: '' }, 'on_duty_status'],
    [{ target: undefined }, 'target'],
    [{ target: { id: null } }, 'target.id'],
  ])('whose shape has changed by %j cannot be translated, and names the path', (change, path) => {
    const attempt = () => translate({ ...status, ...change });
    expect(attempt).toThrow(Untranslatable);
    expect(attempt).toThrow(`a dialpad agent status is not of the documented shape: ${path}: `);
  });
});

describe('a call', () => {
  const contact = {
    type: 'contact-milestone',
    contactId: '4800000000000000',
    collectionPoint: '6200000000000001',
    direction: 'inbound',
  };
  const ofAgent = { ...contact, legId: '4800000000000001', agentId: '5100000000000001' };

  test.each([
    ['queued', entry, { ...contact, at: at(1), milestone: 'offered' }],
    [
      'queued without its time',
      { ...entry, date_queued: null },
      { ...contact, at: at(2), milestone: 'offered' },
    ],
    ['connected', leg, { ...ofAgent, at: at(18), milestone: 'answered' }],
    [
      'on hold',
      { ...leg, state: 'hold', event_timestamp: ms(90) },
      { ...ofAgent, at: at(90), milestone: 'held' },
    ],
    [
      'connected again',
      { ...leg, event_timestamp: ms(120) },
      { ...ofAgent, at: at(120), milestone: 'retrieved' },
    ],
    [
      'connected anew after a hold',
      { ...leg, hold_time: 30_000, date_connected: ms(120), event_timestamp: ms(120) },
      { ...ofAgent, at: at(120), milestone: 'retrieved' },
    ],
    ['CONNECTED', { ...leg, state: 'CONNECTED' }, { ...ofAgent, at: at(18), milestone: 'answered' }],
  ])('that is %s tells it', (_, call, milestone) => {
    expect(translate(call)).toEqual([milestone]);
  });

  test('that an agent ends repeats the answer and sums itself up in seconds', () => {
    expect(translate(hangup)).toEqual([
      { ...ofAgent, at: at(18), milestone: 'answered' },
      { ...ofAgent, at: at(215), milestone: 'ended' },
      {
        ...contact,
        type: 'contact-summary',
        offeredAt: at(1),
        answered: true,
        talkSeconds: 167,
        holdSeconds: 30,
        waitSeconds: 17,
        asOf: at(216),
      },
    ]);
  });

  test('has the talk and hold time of the whole only where it was not transferred', () => {
    const summary = translate({ ...hangup, is_transferred: true }).at(-1);
    expect(summary).toMatchObject({ type: 'contact-summary', answered: true });
    expect(summary).not.toHaveProperty('talkSeconds');
    expect(summary).not.toHaveProperty('holdSeconds');
  });

  test('ends for all with the leg of the call center', () => {
    const ended = { ...entry, state: 'hangup', date_connected: ms(18), date_ended: ms(215) };
    expect(translate(ended)).toEqual([{ ...contact, at: at(215), milestone: 'ended' }]);
  });

  test.each([
    ['hangup', {}],
    ['missed', {}],
    ['voicemail', { date_connected: ms(30) }],
    ['hangup', { date_connected: ms(30), voicemail_link: 'https://example.test/v' }],
  ])('that ends as %s, with %j, is abandoned', (state, more) => {
    const events = translate({ ...entry, state, date_ended: ms(61), ...more });
    expect(events).toMatchObject([
      { milestone: 'abandoned', at: at(61) },
      { type: 'contact-summary', answered: false, waitSeconds: 60 },
    ]);
    expect(events[0]).not.toHaveProperty('legId');
  });

  test.each(['missed', 'hangup'])('is not abandoned by the %s of one of several agents', (state) => {
    expect(translate({ ...leg, state, date_connected: null, date_ended: ms(40) })).toEqual([]);
  });

  test('to an agent directly is abandoned by the agent who misses it', () => {
    const direct = { ...leg, entry_point_call_id: null, entry_point_target: null, date_queued: null };
    expect(translate({ ...direct, state: 'missed', date_connected: null, date_ended: ms(40) })).toMatchObject(
      [
        { contactId: '4800000000000001', milestone: 'abandoned' },
        { answered: false, offeredAt: at(0), waitSeconds: 40 },
      ],
    );
  });

  test('that goes out is neither offered nor abandoned', () => {
    const outbound = { ...entry, direction: 'Outbound', date_queued: null };
    expect(translate(outbound)).toEqual([]);
    expect(translate({ ...outbound, state: 'hangup' })).toMatchObject([
      { direction: 'outbound', milestone: 'ended' },
      { answered: false },
    ]);
  });

  test.each([
    [{ entry_point_call_id: 1, master_call_id: 2 }, '1'],
    [{ entry_point_call_id: null, master_call_id: '92233720368547758070001' }, '92233720368547758070001'],
    [{ entry_point_call_id: '', master_call_id: 0 }, '4800000000000001'],
    [{ entry_point_call_id: undefined, master_call_id: undefined }, '4800000000000001'],
  ])('with the ids %j is a leg of the contact %s', (ids, contactId) => {
    expect(translate({ ...leg, ...ids })).toMatchObject([{ contactId, legId: '4800000000000001' }]);
  });

  test.each([
    [{ target: { ...center, id: 7 } }, '7'],
    [{ proxy_target: { ...center, id: 8, type: 'callcenter' }, entry_point_target: {} }, '8'],
    [{ entry_point_target: { id: 9, type: 'department' } }, undefined],
  ])('with %j has the collection point %s', (parties, collectionPoint) => {
    const [event] = translate({ ...leg, state: 'hangup', date_ended: ms(20), ...parties });
    expect(Object(event).collectionPoint).toBe(collectionPoint);
  });

  test.each([
    'calling',
    'preanswer',
    'ringing',
    'recording',
    'transcription',
    'csat',
    'postcall',
    'merged',
    'parked',
    'unheard_of',
    'toString',
  ])('in the state %s tells nothing more', (state) => {
    expect(dialpad.translate({ ...leg, state }, { settings, receivedAt: '' })).toEqual({
      events: [],
      ignored: 1,
    });
  });

  test('counts only where voice is among the configured media types', () => {
    const chat = settingsFor(dialpad, { mediaTypes: ['chat'] });
    expect(dialpad.translate(hangup, { settings: chat, receivedAt: '' })).toEqual({ events: [], ignored: 1 });
  });

  test.each([
    [{ state: undefined }, 'a dialpad call', 'state'],
    [{ call_id: null }, 'a dialpad call', 'call_id'],
    [{ direction: 'sideways' }, 'dialpad call hangup', 'direction'],
    [{ event_timestamp: undefined }, 'dialpad call hangup', 'event_timestamp'],
    [{ talk_time: '167000' }, 'dialpad call hangup', 'talk_time'],
    [{ hold_time: -1 }, 'dialpad call hangup', 'hold_time'],
    [{ date_queued: null, date_started: null }, 'dialpad call hangup', 'date_started'],
    [{ target: { type: 'user' } }, 'dialpad call hangup', 'target.id'],
  ])('whose shape has changed by %j cannot be translated, and names the path', (change, what, path) => {
    const attempt = () => translate({ ...hangup, ...change });
    expect(attempt).toThrow(Untranslatable);
    expect(attempt).toThrow(`${what} is not of the documented shape: ${path}: `);
  });
});

describe('where contacts feed the activity', () => {
  const byContacts = settingsFor(dialpad, { activity: 'contacts' });
  const statesOf = (payload: object) =>
    dialpad
      .translate(payload, { settings: byContacts, receivedAt: '' })
      .events.filter(({ type }) => type === 'agent-activity');

  test.each([
    [{ state: 'ringing' }, 3, 'ringing', 'RING'],
    [{ state: 'ringing', date_rang: null }, 18.2, 'ringing', 'RING'],
    [{ state: 'connected' }, 18, 'connected', 'TALK'],
    [{ state: 'hold', event_timestamp: ms(90) }, 90, 'hold', 'HOLD'],
    [{ state: 'connected', event_timestamp: ms(120) }, 120, 'connected', 'TALK'],
    [{ state: 'missed', date_connected: null, date_ended: ms(40) }, 40, 'missed', 'AVAIL'],
    [{ state: 'hangup', date_connected: null, date_ended: ms(40) }, 40, 'hangup', 'AVAIL'],
  ])('a leg with %j puts its agent at %d s in the state %s, %s', (change, seconds, state, activity) => {
    const states = statesOf({ ...leg, ...change });
    expect(states).toMatchObject([{ agentId: '5100000000000001', eventTime: at(seconds), state }]);
    expect(codeOf(states[0])).toMatchObject({ activity, isStateUnmapped: false, isReasonUnmapped: false });
  });

  test('the end of an answered call tells no state, for the on-duty status does', () => {
    expect(statesOf(hangup)).toEqual([]);
  });

  test('occupied is left out, for the call tells it better', () => {
    const occupied = { ...status, on_duty_status: 'Occupied' };
    expect(dialpad.translate(occupied, { settings: byContacts, receivedAt: '' })).toEqual({
      events: [],
      ignored: 1,
    });
  });

  test.each(['available', 'wrapup', 'busy', 'unavailable'])('the status %s goes all the same', (word) => {
    expect(statesOf({ ...status, on_duty_status: word })).toMatchObject([{ state: word }]);
  });

  test('a call through no call center tells no state, since no on-duty status would end it', () => {
    expect(statesOf({ ...leg, entry_point_target: {} })).toEqual([]);
  });

  test('the leg of the call center itself tells no state', () => {
    expect(statesOf({ ...entry, state: 'connected', date_connected: ms(18) })).toEqual([]);
  });
});

describe('the configured ids', () => {
  const chosen = settingsFor(dialpad, {
    ids: { agentId: 'target.email', collectionPoint: 'call_center.name' },
  });
  const first = (payload: object) =>
    dialpad.translate(payload, { settings: chosen, receivedAt: '' }).events[0];

  test('become the agent and the collection point', () => {
    expect(first(leg)).toMatchObject({ agentId: 'robin@example.test', collectionPoint: 'Support' });
    expect(first(status)).toMatchObject({ agentId: 'robin@example.test' });
  });

  test('are held to the length of an id, another is not', () => {
    const long = 'x'.repeat(51);
    const [event] = translate({
      ...leg,
      target: { ...leg.target, email: long },
      entry_point_target: { ...center, name: long },
    });
    expect(event).toMatchObject({ agentId: '5100000000000001', collectionPoint: '6200000000000001' });
    expect(() => first({ ...status, target: { id: 1, email: long } })).toThrow('target.email: ');
    expect(() => first({ ...entry, target: { ...center, name: long } })).toThrow('call_center.name: ');
  });

  test('are never replaced by another field where the chosen one is missing', () => {
    expect(() => first({ ...status, target: { id: 1, email: '' } })).toThrow('target.email: is missing');
    expect(() => first({ ...entry, target: { ...center, name: null } })).toThrow(
      'call_center.name: is missing',
    );
  });
});

function translate(payload: object) {
  return dialpad.translate(payload, { settings, receivedAt: '' }).events;
}

function codeOf(event: unknown) {
  return applyCodes(Object(event), dialpad.codes, {});
}
