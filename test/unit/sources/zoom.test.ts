import { describe, expect, test } from 'vitest';
import { SignatureRefused, Untranslatable } from '../../../shared/errors.ts';
import { zoom } from '../../../shared/sources/zoom.ts';
import { json, received, settingsFor } from './sample.ts';

const nowMs = 1_773_133_283_000;
const settings = settingsFor(zoom);
const trust = { secrets: ['current', 'previous'], nowMs, toleranceSeconds: 7200, settings };

const status = {
  user_id: 'agent-1',
  current_status_name: 'Not Ready',
  current_sub_status_name: 'Break',
  date_time_ms: '2026-03-10T09:01:22.480Z',
};
const leg = {
  engagement_id: 'contact-1',
  engagement_direction: 'inbound',
  channel: 'voice',
  cc_queue_id: 'queue-1',
  user_id: 'agent-1',
  date_time_ms: '2026-03-10T09:01:22.480Z',
};

describe('the handshake', () => {
  const ask = (plainToken: unknown, secret = 'current') =>
    answer({ event: 'endpoint.url_validation', event_ts: 1, payload: { plainToken } }, secret);

  test('is answered with the very secret it was signed with', () => {
    const answers = ['current', 'previous'].map((secret) => ask('abc', secret));
    expect(answers.map((answer) => answer?.body?.['plainToken'])).toEqual(['abc', 'abc']);
    expect(answers[0]?.body?.['encryptedToken']).not.toBe(answers[1]?.body?.['encryptedToken']);
  });

  test.each([
    ['empty', ''],
    ['over 128 characters', 'x'.repeat(129)],
    ['with a colon, as a webhook would be signed', 'v0:1773133283:{}'],
    ['no text', 7],
    ['missing', undefined],
  ])('is refused for a plainToken that is %s', (_, plainToken) => {
    expect(() => ask(plainToken)).toThrow(SignatureRefused);
  });

  test('is no way to have an answer that was brought along', () => {
    const payload = {
      event: 'contact_center.user_login',
      encryptedToken: 'mine',
      payload: { plainToken: 'abc' },
    };
    expect(answer(payload)).toBeUndefined();
  });
});

describe('an agent status', () => {
  test('is the name of the status, its reason that of the sub-status', () => {
    expect(translate('user_status_changed', status)).toMatchObject({ state: 'Not Ready', reason: 'Break' });
  });

  test.each(['', null, undefined])('has no reason where the sub-status is %j', (current_sub_status_name) => {
    expect(translate('user_status_changed', { ...status, current_sub_status_name })).not.toHaveProperty(
      'reason',
    );
  });

  test('of an account of its own has no class', () => {
    const event = translate('user_status_changed', { ...status, current_status_name: 'Huddle' });
    expect(event).toMatchObject({ state: 'Huddle' });
    expect(event).not.toHaveProperty('stateClass');
  });

  test.each([
    [
      'date_time_ms',
      { date_time_ms: '2026-03-10T10:01:22.480+01:00', date_time: '2026-03-10T09:01:23Z' },
      '22.480',
    ],
    ['else date_time', { date_time: '2026-03-10T09:01:23Z' }, '23.000'],
    ['else event_ts', {}, '24.005'],
  ])('begins at %s', (_, times, seconds) => {
    const event = translate('user_login', { user_id: 'agent-1', ...times }, { event_ts: 1_773_133_284_005 });
    expect(event).toMatchObject({ state: 'user_login', eventTime: `2026-03-10T09:01:${seconds}Z` });
  });

  test.each([
    [42, '42'],
    ['42', '42'],
    ['9007199254740993001', '9007199254740993001'],
  ])('has the agent id %j as a string', (user_id, agentId) => {
    expect(translate('user_login', { ...status, user_id })).toMatchObject({ agentId });
  });
});

describe('a contact', () => {
  test.each([
    ['task_entered_queue', 'offered'],
    ['engagement_user_answered', 'answered'],
    ['engagement_user_hold', 'held'],
    ['engagement_user_unhold', 'retrieved'],
    ['engagement_user_ended', 'ended'],
    ['engagement_wrap_up_started', 'wrap-started'],
    ['engagement_wrap_up_ended', 'wrap-ended'],
    ['engagement_ended', 'ended'],
    ['task_canceled', 'abandoned'],
  ])('reaches by %s the milestone %s', (event, milestone) => {
    expect(translate(event, leg)).toMatchObject({ contactId: 'contact-1', milestone, direction: 'inbound' });
  });

  test('ends for one agent with the agent, and as a whole with none', () => {
    expect(translate('engagement_user_ended', leg)).toHaveProperty('agentId', 'agent-1');
    expect(translate('engagement_ended', leg)).not.toHaveProperty('agentId');
  });

  test.each(['', null, undefined])(
    'in no queue and of no direction has neither where they are %j',
    (none) => {
      const object = { ...leg, cc_queue_id: none, queue_name: none, engagement_direction: none };
      const event = translate('engagement_user_answered', object);
      expect(event).toMatchObject({ milestone: 'answered', agentId: 'agent-1' });
      expect(event).not.toHaveProperty('collectionPoint');
      expect(event).not.toHaveProperty('direction');
    },
  );

  test.each(['', null, undefined])('is of the channel_name where its channel is %j', (channel) => {
    expect(translate('task_canceled', { ...leg, channel, channel_name: 'voice' })).toMatchObject({
      milestone: 'abandoned',
    });
  });

  test.each([
    ['chat', ['voice'], 0],
    ['chat', ['voice', 'Chat'], 1],
    ['Voice', ['voice'], 1],
    ['voice', ['chat'], 0],
  ])('of the channel %s counts among %j: %i', (channel, mediaTypes, count) => {
    const payload = webhook('engagement_user_answered', { ...leg, channel });
    const { events, ignored } = zoom.translate(payload, {
      settings: { ...settings, mediaTypes },
      receivedAt: '',
    });
    expect([events.length, ignored]).toEqual([count, 1 - count]);
  });
});

describe('where contacts feed the activity', () => {
  const byContacts = settingsFor(zoom, { activity: 'contacts' });
  const eventsOf = (event: string, object: object) =>
    zoom.translate(webhook(event, object), { settings: byContacts, receivedAt: '' });

  test.each([
    'engagement_user_answered',
    'engagement_user_hold',
    'engagement_user_unhold',
    'engagement_wrap_up_started',
  ])('%s is a milestone and a state of its name', (state) => {
    expect(eventsOf(state, leg).events).toMatchObject([
      { type: 'contact-milestone' },
      { type: 'agent-activity', agentId: 'agent-1', eventTime: leg.date_time_ms, state, stateClass: 'busy' },
    ]);
  });

  test('a contact of a medium that does not count tells its state all the same, since Occupied does not', () => {
    expect(eventsOf('engagement_user_answered', { ...leg, channel: 'chat' })).toMatchObject({
      events: [{ type: 'agent-activity', agentId: 'agent-1', state: 'engagement_user_answered' }],
      ignored: 0,
    });
    expect(eventsOf('engagement_user_ended', { ...leg, channel: 'chat' })).toEqual({
      events: [],
      ignored: 1,
    });
  });

  test.each(['Occupied', 'occupied'])('%s is left out, for the contact tells it better', (word) => {
    const occupied = { ...status, current_status_name: word };
    expect(eventsOf('user_status_changed', occupied)).toEqual({ events: [], ignored: 1 });
  });

  test.each(['Ready', 'Not Ready', 'Offline', 'Coaching'])('the status %s goes all the same', (state) => {
    const change = { ...status, current_status_name: state };
    expect(eventsOf('user_status_changed', change).events).toMatchObject([{ state }]);
  });
});

describe('the configured ids', () => {
  const chosen = settingsFor(zoom, { ids: { agentId: 'user_email', collectionPoint: 'queue_name' } });
  const first = (event: string, object: object) =>
    zoom.translate(webhook(event, object), { settings: chosen, receivedAt: '' }).events[0];

  test('become the agent and the collection point', () => {
    const named = { ...leg, user_email: 'a@example.test', queue_name: 'Support' };
    expect(first('engagement_user_answered', named)).toMatchObject({
      agentId: 'a@example.test',
      collectionPoint: 'Support',
    });
  });

  test('are never replaced by another field where the chosen one is missing', () => {
    expect(() => first('user_status_changed', status)).toThrow('user_email: is missing');
    expect(() => first('user_status_changed', { ...status, user_email: '' })).toThrow(
      'user_email: is missing',
    );
  });

  test.each(['', 'x'.repeat(51)])('are alone held to the length of an id, another may be %j', (other) => {
    const named = { ...leg, user_email: other, queue_name: other };
    expect(translate('engagement_user_answered', named)).toMatchObject({
      agentId: 'agent-1',
      collectionPoint: 'queue-1',
    });
    expect(() => first('user_login', { ...status, user_email: 'x'.repeat(51) })).toThrow(
      'zoom contact_center.user_login is not of the documented shape: user_email: ',
    );
  });
});

test.each([
  ['user_login', { ...status, user_id: undefined }, 'payload.object.user_id'],
  ['user_login', { ...status, user_id: { id: 1 } }, 'payload.object.user_id'],
  ['user_login', { ...status, user_id: 'x'.repeat(51) }, 'payload.object.user_id'],
  ['user_login', { ...status, user_id: '😀'.repeat(26) }, 'payload.object.user_id'],
  ['user_login', { user_id: 'agent-1' }, 'payload.object.date_time_ms'],
  ['user_login', { ...status, date_time_ms: 'yesterday' }, 'payload.object.date_time_ms'],
  ['user_status_changed', { ...status, current_status_name: '' }, 'payload.object.current_status_name'],
  ['engagement_user_answered', { ...leg, user_id: undefined }, 'payload.object.user_id'],
  ['engagement_user_answered', { ...leg, channel: undefined }, 'payload.object.channel'],
  [
    'engagement_user_answered',
    { ...leg, engagement_direction: 'sideways' },
    'payload.object.engagement_direction',
  ],
  ['task_entered_queue', { ...leg, cc_queue_id: undefined }, 'payload.object.cc_queue_id'],
  ['task_canceled', { ...leg, engagement_id: undefined }, 'payload.object.engagement_id'],
])('cannot translate a %s whose shape has changed (%#), and names the path', (event, object, path) => {
  const attempt = () => translate(event, object);
  expect(attempt).toThrow(Untranslatable);
  expect(attempt).toThrow(`zoom contact_center.${event} is not of the documented shape: ${path}: `);
});

test('cannot translate a genuine body that is not JSON', () => {
  const webhook = received(zoom.sign(json('<xml/>'), { secret: 'current', nowMs, settings }));
  expect(() => zoom.verify(webhook, trust)).not.toThrow();
  expect(() => zoom.parse(webhook)).toThrow(Untranslatable);
});

/** The answer to a handshake, as receiving comes to it. */
function answer(payload: unknown, secret = 'current') {
  const webhook = received(zoom.sign(json(payload), { secret, nowMs, settings }));
  return zoom.answerHandshake?.(zoom.parse(webhook), zoom.verify(webhook, trust));
}

function webhook(event: string, object: object, more: object = {}) {
  return { event: `contact_center.${event}`, payload: { account_id: 'a', object }, ...more };
}

function translate(event: string, object: object, more: object = {}) {
  return zoom.translate(webhook(event, object, more), { settings, receivedAt: '' }).events[0];
}
