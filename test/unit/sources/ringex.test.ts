import { describe, expect, test } from 'vitest';
import { SignatureRefused, Untranslatable } from '../../../shared/errors.ts';
import { ringex } from '../../../shared/sources/ringex.ts';
import { json, received, settingsFor } from './sample.ts';

const timestamp = '2026-02-09T08:10:00.597Z';
const account = '/restapi/v1.0/account/809600001';
const presence = { extensionId: '6600000004', userStatus: 'Available', dndStatus: 'TakeAllCalls' };
const party = {
  id: 'p-1-2',
  extensionId: '809600001',
  direction: 'Inbound',
  to: { phoneNumber: '+14155550110', extensionId: '809600001' },
  status: { code: 'Answered' },
};

describe('the proof', () => {
  const verify = (headers: Readonly<Record<string, string>>) =>
    ringex.verify(received({ headers, body: Buffer.from('{}') }), {
      secrets: ['current', 'previous'],
      nowMs: 0,
      toleranceSeconds: null,
      settings: settingsFor(ringex),
    });

  test.each([
    [{ 'verification-token': 'current' }, 'current'],
    [{ 'verification-token': 'previous' }, 'previous'],
    [{ 'validation-token': 'current' }, 'current'],
  ])('is the token in the header %j', (headers, secret) => {
    expect(verify(headers)).toBe(secret);
  });

  test.each([
    [{}],
    [{ 'verification-token': '' }],
    [{ 'verification-token': 'Current' }],
    [{ 'verification-token': 'current, current' }],
    [{ 'verification-token': 'other', 'validation-token': 'current' }],
    [{ 'x-verification-token': 'current' }],
  ])('is missing from %j', (headers) => {
    expect(() => verify(headers)).toThrow(SignatureRefused);
  });

  test('is no handshake where a body comes with the validation token', () => {
    const headers = { 'validation-token': 'current' };
    expect(ringex.greet?.(received({ headers, body: Buffer.from('{}') }))).toBeUndefined();
    expect(ringex.greet?.(received({ headers, body: Buffer.alloc(0) }))?.headers).toMatchObject(headers);
  });
});

describe('presence', () => {
  test.each([
    ['Ringing', 'RING', 'busy'],
    ['CallConnected', 'TALK', 'busy'],
    ['OnHold', 'HOLD', 'busy'],
    ['ParkedCall', 'PARK', 'busy'],
  ])('%s outweighs all that the user has set', (telephonyStatus, code, stateClass) => {
    const body = { ...presence, telephonyStatus, userStatus: 'Offline', dndStatus: 'DoNotAcceptAnyCalls' };
    expect(translatePresence(body).events).toEqual([
      {
        type: 'agent-activity',
        agentId: '6600000004',
        eventTime: timestamp,
        state: telephonyStatus,
        stateClass,
      },
    ]);
    expect(ringex.codes.states[telephonyStatus]).toEqual({ code, stateClass });
  });

  test.each([
    ['Offline', 'DoNotAcceptAnyCalls', 'Offline', 'offline'],
    ['Busy', 'DoNotAcceptAnyCalls', 'DoNotAcceptAnyCalls', 'unavailable'],
    ['Available', 'DoNotAcceptDepartmentCalls', 'DoNotAcceptDepartmentCalls', 'unavailable'],
    ['Busy', 'TakeAllCalls', 'Busy', 'unavailable'],
    ['Available', 'TakeAllCalls', 'Available', 'available'],
    ['Available', null, 'Available', 'available'],
    [null, 'TakeAllCalls', 'TakeAllCalls', 'available'],
    [null, null, 'NoCall', 'available'],
  ])('without call, of a user %s who is set to %s, is %s', (userStatus, dndStatus, state, stateClass) => {
    const body = { ...presence, telephonyStatus: 'NoCall', userStatus, dndStatus };
    expect(translatePresence(body).events).toMatchObject([{ state, stateClass }]);
  });

  test('falls back on the aggregated status where the user’s own is left out', () => {
    const body = { extensionId: '1', telephonyStatus: 'NoCall', presenceStatus: 'Busy' };
    expect(translatePresence(body).events).toMatchObject([{ state: 'Busy' }]);
  });

  test('that leaves out the telephony status takes that of a call it lists', () => {
    const activeCalls = [{ telephonyStatus: 'NoCall' }, { telephonyStatus: 'OnHold' }];
    expect(translatePresence({ ...presence, activeCalls, totalActiveCalls: 1 }).events).toMatchObject([
      { state: 'OnHold' },
    ]);
  });

  test('that only counts calls leaves the agent on them', () => {
    expect(translatePresence({ ...presence, totalActiveCalls: 1 })).toEqual({ events: [], ignored: 1 });
    expect(translatePresence({ ...presence, totalActiveCalls: 0 }).events).toMatchObject([
      { state: 'Available' },
    ]);
  });

  test('of a call is left out where contacts tell it, and what follows a call is not', () => {
    const contacts = { activity: 'contacts' };
    const onCall = { ...presence, telephonyStatus: 'CallConnected' };
    expect(translatePresence(onCall, contacts)).toEqual({ events: [], ignored: 1 });
    expect(translatePresence({ ...presence, telephonyStatus: 'NoCall' }, contacts).events).toMatchObject([
      { state: 'Available' },
    ]);
  });

  test('of a word unheard of goes without class', () => {
    const { events } = translatePresence({ ...presence, telephonyStatus: 'Whispering' });
    expect(events).toMatchObject([{ state: 'Whispering' }]);
    expect(events[0]).not.toHaveProperty('stateClass');
  });
});

describe('the event filters', () => {
  test.each([
    '/extension/6600000004/presence',
    '/extension/6600000004/presence?detailedTelephonyState=true',
    '/presence',
  ])('%s tell presence', (filter) => {
    expect(translate(filter, { ...presence, telephonyStatus: 'NoCall' }).events).toMatchObject([
      { agentId: '6600000004', state: 'Available' },
    ]);
  });

  test.each([
    ['TakeAllCalls', 'available'],
    ['DoNotAcceptAnyCalls', 'unavailable'],
    ['DoNotAcceptDepartmentCalls', 'unavailable'],
  ])('/presence/dnd tell %s', (dndStatus, stateClass) => {
    const { events } = translate('/extension/1/presence/dnd', { extensionId: 1, dndStatus });
    expect(events).toMatchObject([{ agentId: '1', state: dndStatus, stateClass }]);
  });

  test('/call-queues/{id}/presence tell of every member whether it takes calls', () => {
    const records = [
      { member: { id: '411753180004' }, acceptCurrentQueueCalls: true },
      { member: { id: 411753640001 }, acceptCurrentQueueCalls: false },
    ];
    expect(translate('/call-queues/500001/presence', { records }).events).toMatchObject([
      { agentId: '411753180004', stateClass: 'available' },
      { agentId: '411753640001', stateClass: 'unavailable' },
    ]);
    expect(translate('/call-queues/500001/presence', { records: [] })).toEqual({ events: [], ignored: 1 });
  });

  test.each([
    '/extension/1/presence/line',
    '/extension/1/message-store',
    '/extension/1',
    '/directory/contacts',
    '/telephony/sessions/more',
    '',
  ])('%j tell nothing that is used', (filter) => {
    expect(translate(filter, {})).toEqual({ events: [], ignored: 1 });
  });
});

describe('a party of a telephony session', () => {
  test.each([
    ['Setup', []],
    ['Proceeding', ['offered']],
    ['Answered', ['answered', 'retrieved']],
    ['Hold', ['held']],
    ['Parked', ['held']],
    ['Disconnected', ['ended']],
    ['Gone', ['ended']],
    ['VoiceMail', []],
    ['VoiceMailScreening', []],
    ['FaxReceive', []],
    ['Tds', []],
    ['Unheard', []],
  ])('that is %s reaches the milestones %j', (code, milestones) => {
    const { events, ignored } = translateParties([{ ...party, status: { code } }]);
    expect(events).toEqual(
      milestones.map((milestone) => ({
        type: 'contact-milestone',
        contactId: 's-1',
        collectionPoint: '+14155550110',
        agentId: '809600001',
        legId: 'p-1-2',
        direction: 'inbound',
        at: timestamp,
        milestone,
      })),
    );
    expect(ignored).toBe(milestones.length > 0 ? 0 : 1);
  });

  test.each(['BlindTransfer', 'AttendedTransfer', 'RccTransfer', 'DtmfTransfer'])(
    'that leaves by %s is transferred, and its leg ends',
    (reason) => {
      for (const code of ['Disconnected', 'Gone']) {
        const { events } = translateParties([{ ...party, status: { code, reason } }]);
        expect(events).toMatchObject([{ milestone: 'transferred' }, { milestone: 'ended' }]);
      }
    },
  );

  test.each(['Pickup', 'CallFinished', 'NoAnswer', null])('that leaves by %j just ends', (reason) => {
    const { events } = translateParties([{ ...party, status: { code: 'Disconnected', reason } }]);
    expect(events).toMatchObject([{ milestone: 'ended' }]);
  });

  test('that calls out is offered nothing and has no collection point', () => {
    const outbound = { ...party, direction: 'Outbound' };
    expect(translateParties([{ ...outbound, status: { code: 'Proceeding' } }]).events).toEqual([]);
    const [answered] = translateParties([outbound]).events;
    expect(answered).toMatchObject({ direction: 'outbound', milestone: 'answered' });
    expect(answered).not.toHaveProperty('collectionPoint');
  });

  test.each([
    ['to.phoneNumber', { phoneNumber: '101', extensionId: '7' }, '101'],
    ['to.extensionId', { phoneNumber: '101', extensionId: '7' }, '7'],
    ['to.extensionId', { phoneNumber: '101' }, undefined],
    ['to.phoneNumber', { phoneNumber: '' }, undefined],
    ['to.phoneNumber', null, undefined],
  ])('has by %s of %j the collection point %j', (collectionPoint, to, expected) => {
    const [first] = translateParties([{ ...party, to }], { ids: { collectionPoint } }).events;
    expect(Object(first).collectionPoint).toBe(expected);
  });

  test('outside the account is nobody’s leg, and counted', () => {
    const { events, ignored } = translateParties([{ ...party, extensionId: null }, party]);
    expect(events.map(({ type }) => type)).toEqual(['contact-milestone', 'contact-milestone']);
    expect(ignored).toBe(1);
  });

  test.each([
    ['Proceeding', ['Proceeding']],
    ['Answered', ['Answered']],
    ['Hold', ['Hold']],
    ['Parked', ['Parked']],
    ['Disconnected', []],
  ])('that is %s puts the agent, where contacts feed the activity, in %j', (code, states) => {
    const { events } = translateParties([{ ...party, status: { code } }], { activity: 'contacts' });
    const told = events.flatMap((event) => (event.type === 'agent-activity' ? [event] : []));
    expect(told.map(({ state, stateClass }) => [state, stateClass])).toEqual(
      states.map((state) => [state, 'busy']),
    );
  });

  test('of a test call, or where voice does not count, is counted only', () => {
    const body = { telephonySessionId: 's-1', parties: [party], origin: { type: 'TestCall' } };
    expect(translate('/telephony/sessions', body)).toEqual({ events: [], ignored: 1 });
    expect(translateParties([party], { mediaTypes: ['chat'] })).toEqual({ events: [], ignored: 1 });
    expect(translateParties([])).toEqual({ events: [], ignored: 1 });
  });
});

test.each([
  ['/presence', { ...presence, extensionId: undefined }, 'body.extensionId'],
  ['/presence', { extensionId: '1' }, 'body.userStatus'],
  ['/presence/dnd', { extensionId: '1' }, 'body.dndStatus'],
  ['/call-queues/1/presence', { records: [{ member: {} }] }, 'body.records[0].member.id'],
  ['/telephony/sessions', { parties: [party] }, 'body.telephonySessionId'],
  [
    '/telephony/sessions',
    { telephonySessionId: 's-1', parties: [{ ...party, direction: 'Sideways' }] },
    'body.parties[0].direction',
  ],
])('cannot translate %s whose shape has changed (%#), and names the path', (filter, body, path) => {
  expect(() => translate(filter, body)).toThrow(Untranslatable);
  expect(() => translate(filter, body)).toThrow(`is not of the documented shape: ${path}: `);
});

test('cannot translate a notification without its time', () => {
  expect(() =>
    ringex.translate(
      { event: '/presence', body: presence },
      { settings: settingsFor(ringex), receivedAt: '' },
    ),
  ).toThrow('timestamp');
});

test('a webhook is sent with the token that the subscription was made with', () => {
  const { headers } = ringex.sign(json({}), { secret: 't', nowMs: 0, settings: settingsFor(ringex) });
  expect(headers).toEqual({ 'content-type': 'application/json', 'verification-token': 't' });
});

function translate(filter: string, body: object, given: object = {}) {
  const notification = { uuid: '1', event: account + filter, timestamp, subscriptionId: '1', body };
  return ringex.translate(notification, { settings: settingsFor(ringex, given), receivedAt: timestamp });
}

function translatePresence(body: object, given: object = {}) {
  return translate('/extension/6600000004/presence?detailedTelephonyState=true', body, given);
}

function translateParties(parties: readonly object[], given: object = {}) {
  const body = { telephonySessionId: 's-1', sequence: 5, parties, origin: { type: 'Call' } };
  return translate('/telephony/sessions', body, given);
}
