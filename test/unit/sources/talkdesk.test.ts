import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SignatureRefused, Untranslatable } from '../../../shared/errors.ts';
import { talkdesk } from '../../../shared/sources/talkdesk.ts';
import { json, received, settingsFor } from './sample.ts';

const receivedAt = '2026-03-10T09:05:41.000Z';
const agent = { agent_id: 'agent-1', agent_email: 'robin.vale@example.test' };
const call = { call_id: 'call-1', interaction_id: 'interaction-1', tags: 'support-en' };
const times = { start_time: '2026-03-10T09:00:48Z', timestamp: '2026-03-10T09:05:40Z' };
const ends = { ...call, ...agent, ...times, duration: '280', hold_time: '25', waiting_time: '12' };

describe('the proof', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
  const stored = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const { body } = json({ event_type: 'user.logout', data: { user_id: 'agent-1' } });
  const signed = (algorithm: string) => ({
    'x-hub-ecdsa-signature': sign(algorithm, body, privateKey).toString('hex'),
  });

  test('is a signature of the stored key, whatever its curve', () => {
    expect(verify({ body, headers: signed('sha512') }, ['token', stored])).toBe(stored);
  });

  test('is no signature with another digest', () => {
    expect(() => verify({ body, headers: signed('sha256') }, [stored])).toThrow(SignatureRefused);
  });

  test.each([stored, publicKey.export({ format: 'pem', type: 'spki' }).toString()])(
    'is never a public key that is sent as the secret (%#)',
    (key) => {
      expect(() => verify(json({ secret: key }), [key])).toThrow(SignatureRefused);
      const queryString = `token=${encodeURIComponent(key)}`;
      expect(() => verify({ ...json({}), queryString }, [key, 'token'])).toThrow(SignatureRefused);
    },
  );

  test.each([JSON.stringify({ id: 'key-1', public_key: stored }), stored.slice(0, 60)])(
    'is never what may be a public key in a form that cannot be read (%#)',
    (key) => {
      expect(() => verify(json({ secret: key }), [key])).toThrow(SignatureRefused);
      const queryString = `token=${encodeURIComponent(key)}`;
      expect(() => verify({ ...json({}), queryString }, [key, 'token'])).toThrow(SignatureRefused);
    },
  );

  test('is the very secret that was sent, in the body or in the URL', () => {
    expect(verify(json({ secret: 'previous' }), ['current', 'previous'])).toBe('previous');
    expect(verify({ ...json('no JSON'), queryString: 'token=current' }, ['current', 'previous'])).toBe(
      'current',
    );
  });
});

describe('what a webhook is', () => {
  test.each([
    [{ trigger: 'agentLogOut', event: 'agent_login', ...agent }, 'agentLogOut'],
    [{ trigger: 'AGENT_LOG_OUT', ...agent }, 'agentLogOut'],
    [{ trigger: 'agent_status_changes', status: 'Away', ...agent }, 'Away'],
    [{ trigger: 'An agent status changes', status: 'Away', ...agent }, 'Away'],
    [{ trigger: 'An agent logs in', ...agent }, 'agentLogIn'],
    [{ trigger: 'agent_logs_out', ...agent }, 'agentLogOut'],
    [{ trigger: '{{trigger}}', event: 'agent_login', ...agent }, 'agentLogIn'],
  ])('is what the trigger in its template says: %j', (payload, state) => {
    expect(first(payload)).toMatchObject({ type: 'agent-activity', state });
  });

  test.each([
    ['A call is abandoned', 'abandoned'],
    ['callIsShortAbandoned', 'abandoned'],
    ['A call enters the waiting queue', 'offered'],
    ['An inbound call starts', 'answered'],
    ['An outbound call ends', 'ended'],
  ])('is what the HTTP Notifier calls it as well: %s', (trigger, milestone) => {
    expect(first({ trigger, ...ends })).toMatchObject({ milestone });
  });

  test.each([
    ['agent_login', 'agentLogIn'],
    ['agentLogIn', 'agentLogIn'],
    ['An agent logs in', 'agentLogIn'],
    ['agent_logged_in', 'agentLogIn'],
    ['agent_logout', 'agentLogOut'],
    ['agent.log-out', 'agentLogOut'],
    ['Agent Logged Out', 'agentLogOut'],
  ])('is told from the event %s where login and logout have the same fields', (event, state) => {
    expect(first({ event, ...agent })).toMatchObject({ state });
  });

  test.each([
    [{ ...call }, 'offered'],
    [{ ...call, ...agent, waiting_time: '12', is_transfer: 'false' }, 'answered'],
    [{ ...call, ...agent, start_time: '{{start_time}}', total_duration: '10' }, 'ended'],
    [{ ...call, ...agent, total_duration: '10', hangup: '{{hangup}}' }, 'ended'],
  ])('is told by the fields that the default template has, filled in or not: %j', (payload, milestone) => {
    expect(first({ event: 'anything', ...payload })).toMatchObject({ milestone });
  });

  test.each([
    ['none', { event: 'agent_session', ...agent }],
    ['an unfilled trigger', { trigger: '{{trigger}}', ...agent }],
    ['an empty trigger', { trigger: '', ...agent }],
  ])('is what the trigger in the URL says where the body has %s', (_, payload) => {
    const queryString = 'secret=s&trigger=agentLogOut';
    const read = talkdesk.parse(received({ ...json(payload), queryString }));
    expect(first(Object(read))).toMatchObject({ state: 'agentLogOut' });
  });

  test('is what its body says, whatever the URL does', () => {
    const given = { ...json({ trigger: 'agentLogIn', ...agent }), queryString: 'trigger=agentLogOut' };
    expect(talkdesk.parse(received(given))).toMatchObject({ trigger: 'agentLogIn' });
    const partner = { event_type: 'user.logout', data: { user_id: 'agent-1' } };
    const read = talkdesk.parse(received({ ...json(partner), queryString: 'trigger=agentLogIn' }));
    expect(first(Object(read))).toMatchObject({ state: 'user.logout' });
  });

  test.each([
    { event: 'agent_session', ...agent },
    { event: '{{event}}', ...agent },
    { ...call, ...agent },
  ])('has to be named where nothing tells it: %j', (payload) => {
    expect(() => translate(payload)).toThrow('is not of the documented shape: trigger: is missing');
  });

  test.each([
    { trigger: 'noteCreated', ...call },
    { trigger: 'toString', ...agent },
    { event: 'contact_created', contact_id: '1' },
    { event_type: 'app.installed', data: { user_id: '1' } },
    { event_type: 'user.login', data: { user_id: '1' } },
    {},
  ])('is of no use to us: %j', (payload) => {
    expect(translate(payload)).toEqual({ events: [], ignored: 1 });
  });
});

describe('an agent', () => {
  test.each([undefined, null, '', '{{timestamp}}', '{{ timestamp }}'])(
    'changes state when the webhook comes in where the timestamp is %j',
    (timestamp) => {
      const event = first({ trigger: 'agentLogIn', ...agent, timestamp });
      expect(event).toMatchObject({ agentId: 'agent-1', eventTime: receivedAt });
    },
  );

  test('is who the configuration says', () => {
    const settings = { ids: { agentId: 'agent_email' } };
    const event = first({ trigger: 'agentLogIn', ...agent }, settings);
    expect(event).toMatchObject({ agentId: 'robin.vale@example.test' });
    const logout = { event_type: 'user.logout', data: { user_id: 'agent-1' } };
    expect(() => translate(logout, settings)).toThrow('agent_email: is missing');
  });

  test('needs no id but the chosen one', () => {
    const long = { trigger: 'agentLogIn', ...agent, agent_email: `${'x'.repeat(50)}@example.test` };
    expect(first(long)).toMatchObject({ agentId: 'agent-1' });
    expect(() => translate(long, { ids: { agentId: 'agent_email' } })).toThrow('agent_email: is missing');
  });

  test('changes state at a zoneless time only where the configuration names its zone', () => {
    const status = {
      trigger: 'agentStatusChanges',
      ...agent,
      status: 'Away',
      timestamp: '2026-03-10 10:05:40',
    };
    const berlin = first(status, { timeZone: 'Europe/Berlin' });
    expect(berlin).toMatchObject({ eventTime: '2026-03-10T09:05:40.000Z' });
    expect(() => translate(status)).toThrow('timestamp: must be a time such as');
  });

  test('logged out by a partner event keeps the event’s id, so that a repetition is known', () => {
    const payload = { event_type: 'user.logout', event_id: 'e-1', data: { user_id: 'agent-1' } };
    expect(first(payload)).toMatchObject({ id: 'e-1', eventTime: receivedAt, state: 'user.logout' });
  });
});

describe('a call', () => {
  test.each([
    ['support-en', 'support-en'],
    ['support-en, billing', 'support-en'],
    [['support-en', 'billing'], 'support-en'],
    [7, '7'],
    ['', undefined],
    [[], undefined],
    ['{{tags}}', undefined],
  ])('of the ring groups %j counts at %j', (tags, collectionPoint) => {
    expect(Object(first({ ...ends, tags })).collectionPoint).toBe(collectionPoint);
  });

  test('has ring groups of any length where it counts at its number', () => {
    const byNumber = { ids: { collectionPoint: 'talkdesk_phone_number' } };
    const event = { ...ends, tags: 'x'.repeat(51), talkdesk_phone_number: '+15005550199' };
    expect(first(event, byNumber)).toMatchObject({ collectionPoint: '+15005550199' });
  });

  test('counts at the number that was called where the configuration says so', () => {
    const settings = { ids: { collectionPoint: 'talkdesk_phone_number' } };
    const event = first({ ...ends, talkdesk_phone_number: '+15005550199' }, settings);
    expect(event).toMatchObject({ collectionPoint: '+15005550199' });
  });

  test.each([
    [
      { duration: '280', hold_time: '25' },
      { talkSeconds: 255, holdSeconds: 25 },
    ],
    [
      { duration: 280, hold_time: 0 },
      { talkSeconds: 280, holdSeconds: 0 },
    ],
    [
      { duration: '20', hold_time: '25' },
      { talkSeconds: 0, holdSeconds: 25 },
    ],
    [{ duration: '280', hold_time: '{{hold_time}}' }, { talkSeconds: 280 }],
  ])('with %j was talked for %j', (durations, sums) => {
    const { hold_time: _, ...rest } = ends;
    expect(summary({ ...rest, ...durations })).toMatchObject({ answered: true, ...sums });
  });

  test('that names no agent was not answered, and gives no milestone of one', () => {
    const { events } = translate({ ...ends, agent_id: '', agent_email: '' });
    expect(events).toMatchObject([{ type: 'contact-summary', answered: false, waitSeconds: 12 }]);
    expect(events[0]).not.toHaveProperty('talkSeconds');
  });

  test('without a start began its whole duration before it ended', () => {
    const outbound = { ...call, ...agent, total_duration: '75', duration: '0', hangup: 'agent' };
    expect(summary(outbound)).toMatchObject({
      direction: 'outbound',
      answered: false,
      offeredAt: '2026-03-10T09:04:26.000Z',
      asOf: receivedAt,
    });
  });

  test('is the call where the interaction has no id', () => {
    expect(first({ ...ends, interaction_id: '{{interaction_id}}' })).toMatchObject({ contactId: 'call-1' });
  });

  test.each([
    ['chat', ['voice'], 1],
    ['call', ['chat'], 1],
    ['Call', ['voice'], 0],
    ['sms', ['SMS'], 0],
    ['', ['voice'], 0],
  ])('of the type %j is left out of %j: %i', (interaction_type, mediaTypes, ignored) => {
    expect(translate({ ...ends, interaction_type }, { mediaTypes }).ignored).toBe(ignored);
  });

  test('puts its agent in a state where contacts feed the activity, and only there', () => {
    const starts = { ...call, ...agent, waiting_time: '12' };
    const activity = { type: 'agent-activity', agentId: 'agent-1' };
    expect(translate(starts, { activity: 'contacts' }).events[1]).toEqual({
      ...activity,
      eventTime: receivedAt,
      state: 'inboundCallStarts',
      stateClass: 'busy',
    });
    expect(translate(ends, { activity: 'contacts' }).events[2]).toEqual({
      ...activity,
      eventTime: '2026-03-10T09:05:40.000Z',
      state: 'inboundCallEnds',
      stateClass: 'available',
    });
    expect(translate(starts).events).toHaveLength(1);
    expect(translate(ends).events).toHaveLength(2);
  });

  test.each([
    ['On a Call', 1],
    ['on a call', 1],
    ['After Call Work', 0],
    ['Available', 0],
  ])('tells what the status %s would, where contacts feed the activity: ignored %i', (status, ignored) => {
    const payload = { trigger: 'agentStatusChanges', ...agent, status };
    expect(translate(payload, { activity: 'contacts' }).ignored).toBe(ignored);
    expect(translate(payload).ignored).toBe(0);
  });
});

test.each([
  [{ trigger: 'agentLogIn', agent_email: 'a@example.test' }, 'agent_id'],
  [{ trigger: 'agentLogIn', agent_id: 'x'.repeat(51) }, 'agent_id'],
  [{ trigger: 'agentStatusChanges', ...agent, status: '{{agent.status}}' }, 'status'],
  [{ trigger: 'inboundCallStarts', ...call }, 'agent_id'],
  [{ trigger: 'inboundCallEnds', ...ends, interaction_id: '', call_id: null }, 'interaction_id'],
  [{ trigger: 'inboundCallEnds', ...ends, agent_id: 'x'.repeat(51), agent_email: '' }, 'agent_id'],
  [{ trigger: 'inboundCallEnds', ...ends, timestamp: 'yesterday' }, 'timestamp'],
  [{ trigger: 'inboundCallEnds', ...ends, duration: '4m 40s' }, 'duration'],
  [{ trigger: 'inboundCallEnds', ...ends, tags: 'x'.repeat(51) }, 'tags'],
  [{ trigger: 'outboundCallEnds', ...call, ...agent }, 'start_time'],
  [{ event_type: 'user.logout', data: {} }, 'data.user_id'],
])('cannot translate a webhook whose shape has changed (%#), and names the path', (payload, path) => {
  const attempt = () => translate(payload);
  expect(attempt).toThrow(Untranslatable);
  expect(attempt).toThrow(`is not of the documented shape: ${path}: `);
});

type Sent = { body: Buffer; headers: Record<string, string>; queryString?: string };

function verify(webhook: Sent, secrets: readonly string[]) {
  const trust = { secrets, nowMs: 0, toleranceSeconds: null, settings: settingsFor(talkdesk) };
  return talkdesk.verify(received(webhook), trust);
}

function translate(payload: object, settings: object = {}) {
  return talkdesk.translate(payload, { settings: settingsFor(talkdesk, settings), receivedAt });
}

function first(payload: object, settings: object = {}) {
  return translate(payload, settings).events[0];
}

function summary(payload: object) {
  return translate(payload).events.find(({ type }) => type === 'contact-summary');
}
