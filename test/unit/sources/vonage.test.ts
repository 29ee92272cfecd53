import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { applyCodes } from '../../../shared/deliver-events/apply-codes.ts';
import { SignatureRefused, Untranslatable } from '../../../shared/errors.ts';
import { signHs256 } from '../../../shared/signatures/json-web-token.ts';
import { vonage } from '../../../shared/sources/vonage.ts';
import { json, received, settingsFor } from './sample.ts';

const nowMs = 1_773_133_283_000;
const settings = settingsFor(vonage);
const secret = Buffer.alloc(32, 7).toString('base64');
const trust = { secrets: [secret], nowMs, toleranceSeconds: 300, settings };
const at = '2026-03-10T09:00:59.9464952Z';
const eventTime = '2026-03-10T09:00:59.946Z';

const user = { agentId: '1544', userId: 'ef71f453-0000-4abc-8769-bc678ef60001' };
const presence = {
  presenceId: 'p-1',
  category: { type: 'away', description: 'Away', subcategory: null },
  description: 'Lunch',
};
const channel = {
  conversationId: 'conversation-1',
  interactionId: 'interaction-1',
  channelId: 'channel-1',
  party: { role: 'agent', ...user },
};
const interaction = {
  interactionId: 'interaction-1',
  conversationId: 'conversation-1',
  mediaChannel: 'Phone',
  start: at,
  duration: 261_000,
  initialDirection: 'Inbound',
  serviceName: 'Support',
  channels: [
    { party: { role: 'customer' }, channelEvents: [{ type: 'queue', duration: 13_000 }] },
    { party: { role: 'Agent' }, channelEvents: [{ type: 'Connected', duration: 52_500 }] },
  ],
};

describe('the signature', () => {
  test('is proved by the current or the previous secret', () => {
    const signed = received(vonage.sign(json({ type: 'x' }), { secret, nowMs, settings }));
    expect(vonage.verify(signed, { ...trust, secrets: ['bmV3', secret] })).toBe(secret);
  });

  test('is proved by a secret that is no Base64, as the text it is', () => {
    const signed = received(vonage.sign(json({ type: 'x' }), { secret: 'not base64!', nowMs, settings }));
    expect(vonage.verify(signed, { ...trust, secrets: ['not base64!'] })).toBe('not base64!');
  });

  test.each(['!!!!', '=', '%', 'a'])('is never proved by what is left when %j is decoded', (weak) => {
    const left = Buffer.from(weak, 'base64');
    const { headers, body } = json({ type: 'x' });
    const payload_hash = createHmac('sha256', left).update(body).digest('hex');
    const exp = Math.floor(nowMs / 1000) + 300;
    const token = signHs256(JSON.stringify({ exp, payload_hash }), left);
    const forged = received({ headers: { ...headers, 'vonage-signature': token }, body });
    expect(() => vonage.verify(forged, { ...trust, secrets: [weak] })).toThrow(SignatureRefused);
  });

  test('outlives its own expiry by no configured tolerance', () => {
    const signed = received(vonage.sign(json({ type: 'x' }), { secret, nowMs, settings }));
    const later = { ...trust, toleranceSeconds: 3600, nowMs: nowMs + 301_000 };
    expect(() => vonage.verify(signed, later)).toThrow('expired');
  });
});

describe('a presence', () => {
  test.each([
    ['ready', 'AVAIL'],
    ['Ready', 'AVAIL'],
    ['away', 'NOTREADY'],
    ['extendedAway', 'NOTREADY'],
    ['Extended_Away', 'NOTREADY'],
    ['loggedOut', 'LOGOUT'],
    ['LoggedOut', 'LOGOUT'],
    ['logged_out', 'LOGOUT'],
    ['training', 'NOTREADY'],
  ])('of the type %s is %s', (type, activity) => {
    const [event] = presenceOf({ category: { type }, description: null });
    expect(event).toMatchObject({ type: 'agent-activity', agentId: '1544', eventTime, state: type });
    expect(event).toHaveProperty('stateClass');
    expect(applyCodes(Object(event), vonage.codes, {})).toMatchObject({
      activity,
      isStateUnmapped: false,
      isReasonUnmapped: false,
    });
  });

  test.each([
    ['ready', 'readyOutbound', 'Ready (Outbound)', 'readyOutbound', 'OUTB'],
    ['ready', null, 'Ready (Outbound)', 'Ready (Outbound)', 'OUTB'],
    ['ready', null, 'Ready', undefined, undefined],
    ['ready', 'ready', 'Ready', undefined, undefined],
    ['away', null, 'Lunch', 'Lunch', 'LUNCH'],
    ['away', '', 'Comfort Break', 'Comfort Break', 'BREAK'],
    ['loggedOut', null, 'Logged Out', undefined, undefined],
    ['extendedAway', null, 'Extended Away', undefined, undefined],
    ['lunch', null, 'Lunch', 'Lunch', 'LUNCH'],
    ['away', null, null, undefined, undefined],
    ['break', null, null, 'break', 'BREAK'],
    ['training', '', 'Away', 'training', 'TRAINING'],
    ['logged_out', null, null, undefined, undefined],
    ['away', null, 'Yoga', 'Yoga', undefined],
  ])('of %s, %j and the name %j has the reason %j, %s', (type, subcategory, description, reason, code) => {
    const [event] = presenceOf({ category: { type, subcategory, description: 'x' }, description });
    expect(Object(event).reason).toBe(reason);
    expect(applyCodes(Object(event), vonage.codes, {}).reasonCode).toBe(code);
  });

  test('whose name only repeats its category has no reason, in any language', () => {
    const [event] = presenceOf({ category: { type: 'away', description: 'Absent' }, description: 'Absent' });
    expect(event).not.toHaveProperty('reason');
  });

  test('that is heard nowhere has no class', () => {
    expect(presenceOf({ category: { type: 'sabbatical' } })[0]).not.toHaveProperty('stateClass');
  });
});

describe('a channel event', () => {
  test.each([
    ['connected', 'answered'],
    ['held', 'held'],
    ['retrieved', 'retrieved'],
    ['parked', 'held'],
    ['unparked', 'retrieved'],
    ['disconnected', 'ended'],
    ['wrapstarted', 'wrap-started'],
    ['ended', 'wrap-ended'],
  ])('%s of an agent is the milestone %s, in either version', (happened, milestone) => {
    for (const version of ['v0', 'v1'])
      expect(translate(`channel.${happened}.${version}`, { timestamp: at, channel })).toEqual([
        {
          type: 'contact-milestone',
          contactId: 'interaction-1',
          legId: 'channel-1',
          agentId: '1544',
          at: eventTime,
          milestone,
        },
      ]);
  });

  test.each(['customer', 'Contact', '', null, undefined])('of the role %j tells nothing', (role) => {
    const other = { ...channel, party: { role } };
    expect(translate('channel.connected.v1', { timestamp: at, channel: other })).toEqual([]);
  });

  test.each([
    'alerted',
    'connectionfailed',
    'interrupted',
    'resumed',
    'activityrecord',
    'toString',
    'constructor',
  ])('%s reaches no milestone', (happened) => {
    expect(translate(`channel.${happened}.v1`, { timestamp: at, channel })).toEqual([]);
  });
});

describe('a detail record', () => {
  const summaryOf = (change: object, given = settings, envelope: object = {}) =>
    vonage.translate(
      {
        type: 'interaction.detailrecord.v0',
        time: '2026-03-10T09:05:21Z',
        data: { interaction: { ...interaction, ...change } },
        ...envelope,
      },
      { settings: given, receivedAt: '' },
    ).events;
  const agentWith = (...channelEvents: object[]) => ({
    channels: [{ party: { role: 'agent' }, channelEvents }],
  });

  test('sums an interaction up in seconds', () => {
    expect(summaryOf({})).toEqual([
      {
        type: 'contact-summary',
        contactId: 'interaction-1',
        collectionPoint: 'Support',
        direction: 'inbound',
        offeredAt: eventTime,
        answered: true,
        talkSeconds: 52.5,
        waitSeconds: 13,
        asOf: '2026-03-10T09:05:21.000Z',
      },
    ]);
  });

  test('adds up the phases of all agents, and none of the customer', () => {
    const events = summaryOf({
      channels: [
        { party: { role: 'customer' }, channelEvents: [{ type: 'connected', duration: 1_000_000 }] },
        { party: { role: 'agent' }, channelEvents: [{ type: 'connected', duration: 1000 }] },
        {
          party: { role: 'agent' },
          channelEvents: [
            { type: 'connected', duration: 2000 },
            { type: 'held', duration: 4000 },
            { type: 'wrap', duration: 8000 },
            { type: 'connected', duration: 16_000 },
            { type: 'deliveryFailed', duration: null },
          ],
        },
      ],
    });
    expect(events).toMatchObject([{ talkSeconds: 19, holdSeconds: 4, wrapSeconds: 8 }]);
  });

  test.each([
    [{ channels: [] }, false],
    [{ channels: [{ party: null, channelEvents: null }] }, false],
    [agentWith({ type: 'alerting', duration: 5000 }), false],
    [agentWith({ type: 'connected' }), true],
  ])('with %j says that it was answered: %s', (change, answered) => {
    const [event] = summaryOf(change);
    expect(event).toMatchObject({ answered });
    expect(event).not.toHaveProperty('talkSeconds');
  });

  test('says nothing of a duration that adds up to more than a contact can have', () => {
    const long = { type: 'connected', duration: 9e11 };
    const party = { role: 'agent' };
    const [event] = summaryOf({ channels: [{ party, channelEvents: [long, long] }] });
    expect(event).toMatchObject({ answered: true });
    expect(event).not.toHaveProperty('talkSeconds');
  });

  test('is as of its own timestamp, where it has one', () => {
    const data = { timestamp: '2026-03-10T09:05:20.5Z', interaction };
    expect(summaryOf({}, settings, { data })).toMatchObject([{ asOf: '2026-03-10T09:05:20.500Z' }]);
  });

  test.each([
    [{ mediaChannel: 'Phone' }, ['voice'], 1],
    [{ mediaChannel: 'call' }, ['voice'], 1],
    [{ mediaChannel: 'Voice' }, ['voice'], 1],
    [{ mediaChannel: null }, ['voice'], 1],
    [{ mediaChannel: 'Case' }, ['voice'], 0],
    [{ mediaChannel: 'Case' }, ['voice', 'case'], 1],
    [{ mediaChannel: 'Phone' }, ['case'], 0],
    [{ initialDirection: 'Internal' }, ['voice'], 0],
    [{ initialDirection: null }, ['voice'], 1],
  ])('with %j counts among %j: %i', (change, mediaTypes, count) => {
    expect(summaryOf(change, settingsFor(vonage, { mediaTypes }))).toHaveLength(count);
  });

  test.each([
    [{ interactionId: null }, 'data.interaction.interactionId'],
    [{ start: undefined }, 'data.interaction.start'],
    [{ initialDirection: 'sideways' }, 'data.interaction.initialDirection'],
    [{ channels: null }, 'data.interaction.channels'],
    [agentWith({ type: 'held', duration: -1 }), 'data.interaction.channels[0].channelEvents[0].duration'],
  ])('whose shape has changed by %j cannot be translated, and names the path', (change, path) => {
    expect(() => summaryOf(change)).toThrow(
      `vonage interaction.detailrecord is not of the documented shape: ${path}: `,
    );
  });

  test('without any time of its own cannot be translated', () => {
    expect(() => summaryOf({}, settings, { time: null })).toThrow('time: is missing');
  });
});

describe('where contacts feed the activity', () => {
  const byContacts = settingsFor(vonage, { activity: 'contacts' });
  const eventsOf = (type: string, data: object) =>
    vonage.translate({ type, data }, { settings: byContacts, receivedAt: '' }).events;

  test.each([
    ['alerted', 'RING'],
    ['connected', 'TALK'],
    ['held', 'HOLD'],
    ['retrieved', 'TALK'],
    ['parked', 'HOLD'],
    ['unparked', 'TALK'],
    ['wrapstarted', 'WRAP'],
    ['ended', 'AVAIL'],
  ])('%s puts the agent in a state of its name, %s', (happened, activity) => {
    const states = eventsOf(`channel.${happened}.v1`, { timestamp: at, channel }).filter(
      ({ type }) => type === 'agent-activity',
    );
    expect(states).toMatchObject([{ agentId: '1544', eventTime, state: `channel.${happened}` }]);
    expect(applyCodes(Object(states[0]), vonage.codes, {})).toMatchObject({
      activity,
      isStateUnmapped: false,
      isReasonUnmapped: false,
    });
  });

  test.each(['disconnected', 'connectionfailed', 'interrupted', 'resumed'])(
    '%s tells no state',
    (happened) => {
      const events = eventsOf(`channel.${happened}.v1`, { timestamp: at, channel });
      expect(events.filter(({ type }) => type === 'agent-activity')).toEqual([]);
    },
  );

  test('the channel of a customer tells no state', () => {
    expect(
      eventsOf('channel.held.v1', { timestamp: at, channel: { ...channel, party: { role: 'customer' } } }),
    ).toEqual([]);
  });

  test('presences go all the same', () => {
    expect(eventsOf('agent.presencechanged.v1', { timestamp: at, presence, user })).toHaveLength(1);
  });
});

describe('the configured agent id', () => {
  const byUser = settingsFor(vonage, { ids: { agentId: 'userId' } });
  const first = (type: string, data: object) =>
    vonage.translate({ type, data }, { settings: byUser, receivedAt: '' }).events[0];

  test('becomes the agent', () => {
    const agentId = user.userId;
    expect(first('channel.held.v1', { timestamp: at, channel })).toMatchObject({ agentId });
    expect(first('agent.presencechanged.v1', { timestamp: at, presence, user })).toMatchObject({ agentId });
  });

  test.each(['', 'x'.repeat(51)])('is alone held to the length of an id, the other may be %j', (userId) => {
    const other = { ...user, userId };
    expect(translate('agent.presencechanged.v1', { timestamp: at, presence, user: other })).toMatchObject([
      { agentId: '1544' },
    ]);
    const party = { role: 'agent', ...other };
    expect(translate('channel.held.v1', { timestamp: at, channel: { ...channel, party } })).toMatchObject([
      { agentId: '1544' },
    ]);
  });

  test('is never replaced by another field where it is missing', () => {
    const nobody = { timestamp: at, presence, user: { agentId: '1544', userId: null } };
    expect(() => first('agent.presencechanged.v1', nobody)).toThrow('userId: is missing');
  });
});

test.each([
  ['agent.presencechanged.v1', { presence, user }, 'data.timestamp'],
  ['agent.presencechanged.v1', { timestamp: 'now', presence, user }, 'data.timestamp'],
  ['agent.presencechanged.v1', { timestamp: at, user }, 'data.presence'],
  [
    'agent.presencechanged.v1',
    { timestamp: at, presence: { category: { type: '' } }, user },
    'data.presence.category.type',
  ],
  ['agent.presencechanged.v1', { timestamp: at, presence, user: {} }, 'agentId'],
  ['channel.held.v1', { timestamp: at }, 'data.channel'],
  ['channel.held.v1', { timestamp: at, channel: { ...channel, channelId: null } }, 'data.channel.channelId'],
  ['channel.held.v1', { timestamp: at, channel: { ...channel, party: { role: 'agent' } } }, 'agentId'],
])('cannot translate a %s whose shape has changed (%#), and names the path', (type, data, path) => {
  const attempt = () => translate(type, data);
  expect(attempt).toThrow(Untranslatable);
  expect(attempt).toThrow(`is not of the documented shape: ${path}: `);
});

function presenceOf(change: object) {
  return translate('agent.presencechanged.v1', { timestamp: at, presence: { ...presence, ...change }, user });
}

function translate(type: string, data: object) {
  return vonage.translate({ type, data }, { settings, receivedAt: '' }).events;
}
