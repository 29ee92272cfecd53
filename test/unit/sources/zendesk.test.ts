import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SignatureRefused, Untranslatable } from '../../../shared/errors.ts';
import { zendesk } from '../../../shared/sources/zendesk.ts';
import { onlyEvent, received, settingsFor } from './sample.ts';

const nowMs = Date.parse('2026-03-10T09:01:23Z');
const updatedAt = '2026-03-10T08:01:00.642630335Z';
const at = '2026-03-10T08:01:00.642Z';

describe('the signed time', () => {
  test.each([
    ['in whole seconds', '2026-03-10T09:01:23Z'],
    ['with a fraction', '2026-03-10T09:01:23.480Z'],
    ['with an offset', '2026-03-10T10:01:23+01:00'],
    ['just within the tolerance', '2026-03-10T08:56:23Z'],
  ])('is taken %s, as the text it came in', (_, timestamp) => {
    expect(verifyAt(timestamp)).toBe('secret');
  });

  test.each([
    ['beyond the tolerance', '2026-03-10T08:56:22Z'],
    ['of Unix seconds', String(nowMs / 1000)],
    ['without a zone', '2026-03-10T09:01:23'],
    ['of a day that does not exist', '2026-02-30T09:01:23Z'],
    ['before 1970', '1969-12-31T23:59:59Z'],
    ['that is no time', 'now'],
  ])('is refused %s, though the signature matches', (_, timestamp) => {
    expect(() => verifyAt(timestamp)).toThrow(SignatureRefused);
  });

  test('cannot take a character of the body along, though both make one text', () => {
    const timestamp = '2026-03-10T09:01:23Z1';
    const headers = {
      'x-zendesk-webhook-signature': signatureOver(`${timestamp}{}`),
      'x-zendesk-webhook-signature-timestamp': timestamp,
    };
    expect(() => verify(headers, Buffer.from('{}'))).toThrow(SignatureRefused);
  });
});

test('the static secret of test requests proves nothing unless it is stored', () => {
  const secret = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';
  const { headers, body } = zendesk.sign(
    { headers: {}, body: Buffer.from('{}') },
    { secret, nowMs, settings: settingsFor(zendesk) },
  );
  expect(() => verify(headers, body)).toThrow(SignatureRefused);
  expect(verify(headers, body, [secret])).toBe(secret);
});

describe('a unified status', () => {
  test.each([
    ['offline', 'online', ['login', 'online']],
    ['Offline', 'Lunch', ['login', 'Lunch']],
    ['online', 'away', ['away']],
    ['away', 'offline', ['offline']],
    ['offline', 'offline', ['offline']],
    [undefined, 'online', ['online']],
    ['', 'online', ['online']],
  ])('from %s to %s is %j, the login first', (previous, name, states) => {
    const { events } = translate('agent.unified_state_changed', unified({ name }, { name: previous }));
    expect(events.map((event) => event.type === 'agent-activity' && event.state)).toEqual(states);
    expect(new Set(events.map((event) => 'eventTime' in event && event.eventTime))).toEqual(new Set([at]));
  });

  test.each([
    ['online', 'available'],
    ['Online', 'available'],
    ['away', 'unavailable'],
    ['offline', 'offline'],
    ['Transfers only', 'available'],
    ['transfers_only', 'available'],
    ['Team huddle', 'unavailable'],
  ])('of the name %s is of the class %s', (name, stateClass) => {
    expect(only('agent.unified_state_changed', unified({ name }))).toMatchObject({ state: name, stateClass });
  });

  test('carries how it came about as its reason, for which there is no code until one is configured', () => {
    const event = only(
      'agent.unified_state_changed',
      unified({ name: 'away', reason: 'AGENT_IDLE_TIMEOUT' }),
    );
    expect(event).toHaveProperty('reason', 'AGENT_IDLE_TIMEOUT');
    expect(zendesk.codes.reasons).toEqual({});
  });

  test.each(['', null, undefined])('has no reason where it is %j', (reason) => {
    const event = only('agent.unified_state_changed', unified({ name: 'away', reason }));
    expect(event).not.toHaveProperty('reason');
  });

  test('is known without its previous one', () => {
    const event = { new_unified_state: { name: 'away' }, updated_at: updatedAt };
    expect(only('agent.unified_state_changed', event)).toHaveProperty('state', 'away');
  });

  test('begins at updated_at, else at the time of the event', () => {
    const event = { ...unified({ name: 'away' }), updated_at: undefined };
    const later = { time: '2026-03-10T08:01:02Z' };
    expect(only('agent.unified_state_changed', unified({ name: 'away' }), {}, later)).toHaveProperty(
      'eventTime',
      at,
    );
    expect(only('agent.unified_state_changed', event, {}, later)).toHaveProperty(
      'eventTime',
      '2026-03-10T08:01:02.000Z',
    );
  });
});

describe('the status of one channel', () => {
  const talk = { channel: 'talk', previous_state: 'offline', new_state: 'online', updated_at: updatedAt };

  test('is left out, because the unified one tells the same at another instant', () => {
    expect(translate('agent.state_changed', talk)).toEqual({ events: [], ignored: 1 });
  });

  test('counts instead of the unified one where the configuration names the channel', () => {
    const settings = { statusChannel: 'Talk' };
    const { events } = translate('agent.state_changed', talk, settings);
    expect(events).toMatchObject([{ state: 'login' }, { state: 'online', stateClass: 'available' }]);
    expect(translate('agent.state_changed', { ...talk, channel: 'support' }, settings).ignored).toBe(1);
    expect(translate('agent.unified_state_changed', unified({ name: 'away' }), settings)).toEqual({
      events: [],
      ignored: 1,
    });
  });
});

describe('a work item', () => {
  const contacts = { activity: 'contacts' };

  test.each([
    ['agent.work_item_added', 'OFFERED', undefined, 'offered', 'OFFERED'],
    ['agent.work_item_added', 'ACCEPTED', undefined, 'answered', 'ACCEPTED'],
    ['agent.work_item_updated', 'ACCEPTED', 'OFFERED', 'answered', 'ACCEPTED'],
    ['agent.work_item_updated', 'accepted', 'offered', 'answered', 'ACCEPTED'],
    ['agent.work_item_removed', 'WORK_ITEM_SOLVED', undefined, 'ended', 'work_item_removed'],
    ['agent.work_item_removed', undefined, null, 'ended', 'work_item_removed'],
  ])(
    '%s for %s (after %s) is %s, and in contacts mode the state %s',
    (type, reason, previous, milestone, state) => {
      const event = item({ reason, previous_reason: previous });
      const told = { type: 'contact-milestone', contactId: 'wi-555', agentId: '10011', at, milestone };
      expect(translate(type, event)).toEqual({ events: [told], ignored: 0 });
      const activity = { type: 'agent-activity', agentId: '10011', eventTime: at, state };
      expect(translate(type, event, contacts).events).toMatchObject([told, activity]);
      expect(zendesk.codes.states).toHaveProperty(state);
    },
  );

  test.each([
    ['agent.work_item_updated', 'OFFER_MISSED', 'OFFERED', 'OFFER_MISSED'],
    ['agent.work_item_added', 'OFFER_OBSOLETED', undefined, 'OFFER_OBSOLETED'],
    ['agent.work_item_removed', 'OFFER_MISSED', undefined, 'work_item_removed'],
    ['agent.work_item_removed', 'UNKNOWN', 'OFFERED', 'work_item_removed'],
  ])('%s for %s (after %s) ends no contact, but frees the agent', (type, reason, previous, state) => {
    const event = item({ reason, previous_reason: previous });
    expect(translate(type, event)).toEqual({ events: [], ignored: 1 });
    expect(translate(type, event, contacts).events).toMatchObject([{ state, stateClass: 'available' }]);
  });

  test.each([
    'UNKNOWN_ADD',
    'ASSIGNED',
    'MANUAL_ASSIGNED',
    'REOPENED',
    'ASSIGNED_TRANSFER',
    'CHANNEL_CHANGE',
    'constructor',
    '',
  ])('that is added for %j begins no contact', (reason) => {
    expect(translate('agent.work_item_added', item({ reason }), contacts)).toEqual({
      events: [],
      ignored: 1,
    });
  });

  test.each([
    ['talk', ['voice'], 1],
    ['Talk', ['voice'], 1],
    ['talk', ['talk'], 1],
    ['messaging', ['voice'], 0],
    ['messaging', ['voice', 'Messaging'], 1],
    ['talk', ['messaging'], 0],
  ])('of the channel %s counts among %j: %i', (channel, mediaTypes, count) => {
    const event = item({ channel, reason: 'OFFERED' });
    expect(translate('agent.work_item_added', event, { mediaTypes }).events).toHaveLength(count);
  });

  test.each([
    [555, '555'],
    ['9007199254740993001', '9007199254740993001'],
  ])('has the id %j as a string', (work_item_id, contactId) => {
    expect(only('agent.work_item_added', item({ work_item_id, reason: 'OFFERED' }))).toMatchObject({
      contactId,
    });
  });
});

test.each([
  ['agent.unified_state_changed', { updated_at: updatedAt }, 'event.new_unified_state'],
  ['agent.unified_state_changed', unified({ name: '' }), 'event.new_unified_state.name'],
  ['agent.unified_state_changed', { ...unified({ name: 'away' }), updated_at: 'x' }, 'event.updated_at'],
  ['agent.unified_state_changed', { ...unified({ name: 'away' }), updated_at: null }, 'event.updated_at'],
  ['agent.work_item_added', item({ work_item_id: undefined }), 'event.work_item_id'],
  ['agent.work_item_removed', item({ channel: undefined }), 'event.channel'],
])('cannot translate a %s whose shape has changed (%#), and names the path', (type, event, path) => {
  const attempt = () => translate(type, event);
  expect(attempt).toThrow(Untranslatable);
  expect(attempt).toThrow(`zendesk ${type} is not of the documented shape: ${path}: `);
});

test('cannot translate an event without its agent', () => {
  const attempt = () =>
    translate('agent.unified_state_changed', unified({ name: 'away' }), {}, { detail: {} });
  expect(attempt).toThrow('detail.agent_id: ');
});

function signatureOver(text: string) {
  return createHmac('sha256', 'secret').update(text).digest('base64');
}

function verifyAt(timestamp: string) {
  const body = Buffer.from('{}');
  return verify(
    {
      'x-zendesk-webhook-signature': signatureOver(`${timestamp}{}`),
      'x-zendesk-webhook-signature-timestamp': timestamp,
    },
    body,
  );
}

function verify(headers: Readonly<Record<string, string>>, body: Buffer, secrets = ['secret']) {
  return zendesk.verify(received({ headers, body }), {
    secrets,
    nowMs,
    toleranceSeconds: zendesk.toleranceSeconds,
    settings: settingsFor(zendesk),
  });
}

function unified(state: object, previous: object = { name: 'online' }) {
  return { new_unified_state: state, previous_unified_state: previous, updated_at: updatedAt };
}

function item(more: object) {
  return { agent_id: '10011', work_item_id: 'wi-555', channel: 'talk', updated_at: updatedAt, ...more };
}

function translate(type: string, event: object, settings: object = {}, more: object = {}) {
  const payload = { type: `zen:event-type:${type}`, detail: { agent_id: '10011' }, event, ...more };
  return zendesk.translate(payload, { settings: settingsFor(zendesk, settings), receivedAt: '' });
}

function only(type: string, event: object, settings: object = {}, more: object = {}) {
  return onlyEvent(translate(type, event, settings, more));
}
