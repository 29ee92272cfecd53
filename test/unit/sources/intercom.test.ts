import { describe, expect, test } from 'vitest';
import { Untranslatable } from '../../../shared/errors.ts';
import { intercom } from '../../../shared/sources/intercom.ts';
import { onlyEvent, settingsFor } from './sample.ts';

const createdAt = 1_773_129_600;
const at = '2026-03-10T08:00:00.000Z';
const admin = {
  id: 1200001,
  email: 'robin.vale@example.test',
  away_mode_enabled: false,
  away_status_reason: '',
};

describe('a request without proof', () => {
  const greet = (method: string) =>
    intercom.greet?.({ method, path: '/', url: '', queryString: '', headers: {}, body: Buffer.alloc(0) });

  test('is answered by HEAD, with a constant', () => {
    expect(greet('HEAD')).toEqual({ status: 200 });
    expect(intercom.handshakeMethods).toEqual(['HEAD']);
  });

  test.each(['POST', 'GET', 'OPTIONS', 'head'])('is not answered by %s', (method) => {
    expect(greet(method)).toBeUndefined();
  });
});

describe('a login', () => {
  test.each([
    [{ away_mode_enabled: false }, ['logged_in', 'active']],
    [{ away_mode_enabled: true }, ['logged_in', 'away']],
    [{ away_mode_enabled: null }, ['logged_in']],
    [{ away_mode_enabled: undefined }, ['logged_in']],
  ])('with %j is %j at one second, the state that goes on last', (flags, states) => {
    const { events } = translate('admin.logged_in', { ...admin, ...flags });
    expect(events.map((event) => event.type === 'agent-activity' && event.state)).toEqual(states);
    for (const event of events) expect(event).toMatchObject({ agentId: '1200001', eventTime: at });
  });
});

describe('an away mode', () => {
  test('that is enabled is away, with the reason that was given', () => {
    expect(only({ ...admin, away_mode_enabled: true, away_status_reason: '🍕 Lunch' })).toEqual({
      type: 'agent-activity',
      agentId: '1200001',
      eventTime: at,
      state: 'away',
      reason: '🍕 Lunch',
      stateClass: 'unavailable',
    });
  });

  test.each(['', null, undefined])('that is enabled has no reason where it is %j', (away_status_reason) => {
    expect(only({ ...admin, away_mode_enabled: true, away_status_reason })).not.toHaveProperty('reason');
  });

  test('that is disabled is active, without the reason that may still stand there', () => {
    const event = only({ ...admin, away_status_reason: 'Lunch' });
    expect(event).toMatchObject({ state: 'active', stateClass: 'available' });
    expect(event).not.toHaveProperty('reason');
  });

  test.each([
    [{ away_mode_enabled: undefined }, 'data.item.away_mode_enabled'],
    [{ away_mode_enabled: null }, 'data.item.away_mode_enabled'],
    [{ away_mode_enabled: 'true' }, 'data.item.away_mode_enabled'],
    [{ id: undefined }, 'data.item.id'],
    [{ id: '' }, 'data.item.id'],
  ])('cannot be read with %j, and the path is named', (change, path) => {
    const attempt = () => only({ ...admin, ...change });
    expect(attempt).toThrow(Untranslatable);
    expect(attempt).toThrow(`intercom admin.away_mode_updated is not of the documented shape: ${path}: `);
  });
});

test.each(['admin.logged_out', 'admin.removed_from_workspace'])('%s logs the agent out', (topic) => {
  const { events } = translate(topic, { ...admin, away_mode_enabled: true });
  expect(events).toMatchObject([{ agentId: '1200001', eventTime: at, stateClass: 'offline' }]);
  const [event] = events;
  if (event?.type !== 'agent-activity') throw new Error('no activity');
  expect(intercom.codes.states[event.state]).toHaveProperty('code', 'LOGOUT');
});

test.each([
  'ping',
  'admin.added_to_workspace',
  'admin.activity_log_event.created',
  'conversation.admin.closed',
  'constructor',
])('%s is counted, whatever its item holds', (topic) => {
  expect(translate(topic, { type: 'ping', message: 'hello' })).toEqual({ events: [], ignored: 1 });
});

describe('the agent', () => {
  test('is the id, as a string', () => {
    expect(only({ ...admin, id: '9007199254740993001' })).toHaveProperty('agentId', '9007199254740993001');
  });

  test('is the e-mail address where the configuration says so, and none in its place where it is missing', () => {
    const ids = { agentId: 'email' };
    expect(only(admin, ids)).toHaveProperty('agentId', 'robin.vale@example.test');
    for (const email of ['', null, undefined, `${'x'.repeat(50)}@example.test`])
      expect(() => only({ ...admin, email }, ids)).toThrow('intercom admin.away_mode_updated');
  });

  test('may have an e-mail address of any length where the id counts', () => {
    expect(only({ ...admin, email: `${'x'.repeat(50)}@example.test` })).toHaveProperty('agentId', '1200001');
  });
});

test.each([undefined, '1773129600', 1_773_129_600.5])('has no time where created_at is %j', (created_at) => {
  const attempt = () => translate('admin.logged_in', admin, {}, { created_at });
  expect(attempt).toThrow('intercom admin.logged_in is not of the documented shape: created_at: ');
});

function translate(topic: string, item: object, ids: object = {}, more: object = {}) {
  const payload = { type: 'notification_event', topic, created_at: createdAt, data: { item }, ...more };
  return intercom.translate(payload, { settings: settingsFor(intercom, { ids }), receivedAt: '' });
}

function only(item: object, ids: object = {}) {
  return onlyEvent(translate('admin.away_mode_updated', item, ids));
}
