import { describe, expect, test } from 'vitest';
import { SignatureRefused, Untranslatable } from '../../../shared/errors.ts';
import { voiso } from '../../../shared/sources/voiso.ts';
import { json, received, settingsFor } from './sample.ts';

const timestamp = '2026-02-09T08:13:35Z';
const at = '2026-02-09T08:13:35.000Z';
const agent = { id: 13242, email: 'robin.vale@example.test', extension: '2584' };
const status = {
  ...agent,
  status: { current: 'On Break', previous: 'Available' },
  activity_timestamp: timestamp,
};
const call = {
  id: 'call-1',
  start_time: '2026-02-09T08:10:00Z',
  agent_start_time: '2026-02-09T08:10:18Z',
  duration: { total: 215, queue_time: 18 },
  queue: 'Sales Queue',
  script: 'Sales Script',
  called_number: 14155550110,
  agent,
};
const { agent_start_time: _, agent: __, ...unanswered } = call;

describe('the secret', () => {
  test('proves a body that it was put into', () => {
    const { body } = voiso.sign(json({ event: 'x' }), {
      secret: 's3cret',
      nowMs: 0,
      settings: settingsFor(voiso),
    });
    expect(verify(body)).toBe('s3cret');
  });

  test.each(['', '[]', 'null', '{"secret":7}', '{"secret":""}', '{"token":"s3cret"}', '{"secret":"s3cret"'])(
    'is refused where the body is %j',
    (body) => {
      expect(() => verify(Buffer.from(body))).toThrow(SignatureRefused);
    },
  );
});

describe('an agent status', () => {
  test.each([
    ['in the data', { data: status, activity_timestamp: '2026-02-09T09:00:00Z' }],
    ['beside it', { data: { ...status, activity_timestamp: null }, activity_timestamp: timestamp }],
    ['of the event', { data: { ...status, activity_timestamp: undefined }, timestamp }],
  ])('begins at the time %s', (_, given) => {
    const payload = { event: 'agent.status.update', timestamp: '2026-02-09T10:00:00Z', ...given };
    expect(voiso.translate(payload, context()).events).toEqual([
      {
        type: 'agent-activity',
        agentId: '13242',
        eventTime: at,
        state: 'On Break',
        stateClass: 'unavailable',
      },
    ]);
  });

  test.each([
    ['id', '13242'],
    ['email', 'robin.vale@example.test'],
    ['extension', '2584'],
  ])('is of the agent whose %s is %s, by the configuration', (agentId, expected) => {
    const { events } = translate('agent.status.update', status, { ids: { agentId } });
    expect(events).toMatchObject([{ agentId: expected }]);
  });

  test.each([
    ['empty', ''],
    ['missing', undefined],
    ['null', null],
    ['too long for an AgentId', `${'x'.repeat(50)}@example.test`],
  ])('does not need an id that is not the chosen one: %s', (_, other) => {
    const data = { ...status, email: other, extension: other };
    expect(translate('agent.status.update', data).events).toMatchObject([{ agentId: '13242' }]);
    expect(() => translate('agent.status.update', data, { ids: { agentId: 'email' } })).toThrow(
      'email: is missing',
    );
  });

  test.each([
    ['Coaching', 0],
    ['Available', 0],
    ['On Call', 1],
    ['on call', 1],
    ['Wrap-up', 1],
  ])('%s is left out where contacts feed the activity: %i', (current, ignored) => {
    const data = { ...status, status: { current } };
    expect(translate('agent.status.update', data, { activity: 'contacts' }).ignored).toBe(ignored);
    expect(translate('agent.status.update', data).ignored).toBe(0);
  });
});

describe('a call', () => {
  test.each([
    ['inbound.call.answered', call, ['offered', 'answered']],
    ['inbound.call.hangup', call, ['offered', 'ended', 'wrap-started']],
    ['inbound.call.ended', call, ['wrap-ended', 'contact-summary']],
    ['inbound.call.hangup', unanswered, ['offered', 'abandoned']],
    ['inbound.call.hangup', { ...unanswered, agent }, ['offered', 'abandoned']],
    ['inbound.call.hangup', { ...call, agent_start_time: '' }, ['offered', 'abandoned']],
    ['inbound.call.ended', unanswered, ['contact-summary']],
    ['outbound.call.answered', { ...unanswered, agent }, ['answered']],
    ['outbound.call.hangup', { ...unanswered, agent }, ['ended', 'wrap-started']],
    ['outbound.call.ended', { ...unanswered, agent }, ['wrap-ended']],
    ['dialer.call.answered', call, ['answered']],
    ['inbound.call.hangup', { ...unanswered, agent: {} }, ['offered', 'abandoned']],
    ['inbound.call.ended', { ...unanswered, agent: { id: null, email: '' } }, ['contact-summary']],
    ['dialer.call.hangup', unanswered, ['ended']],
  ])('tells by %s (%#) %j', (event, data, told) => {
    const { events } = translate(event, data);
    expect(events.map((one) => ('milestone' in one ? one.milestone : one.type))).toEqual(told);
  });

  test.each([
    ['inbound.call.answered', 'inbound'],
    ['outbound.call.answered', 'outbound'],
    ['dialer.call.answered', 'outbound'],
  ])('by %s is %s', (event, direction) => {
    for (const one of translate(event, call).events) expect(one).toMatchObject({ direction });
  });

  test('is answered when the agent starts, else when the event says', () => {
    const answered = (data: object) => translate('dialer.call.answered', data).events[0];
    expect(answered(call)).toMatchObject({ at: '2026-02-09T08:10:18.000Z' });
    expect(answered({ ...call, agent_start_time: null })).toMatchObject({ at });
  });

  test.each([
    ['queue', 'Sales Queue'],
    ['script', 'Sales Script'],
    ['called_number', '14155550110'],
  ])('counts at its %s by the configuration', (collectionPoint, expected) => {
    const { events } = translate('inbound.call.answered', call, { ids: { collectionPoint } });
    expect(events[0]).toMatchObject({ collectionPoint: expected });
  });

  test('counts at its chosen queue, however long the name of another', () => {
    const named = { ...call, script: 'x'.repeat(51) };
    const [offered] = translate('inbound.call.answered', named).events;
    expect(offered).toMatchObject({ collectionPoint: 'Sales Queue' });
    const byScript = { ids: { collectionPoint: 'script' } };
    expect(() => translate('inbound.call.answered', named, byScript)).toThrow('data.script');
  });

  test('counts nowhere without a queue', () => {
    const { events } = translate('outbound.call.answered', { ...call, queue: '' });
    expect(events[0]).not.toHaveProperty('collectionPoint');
  });

  test.each([
    ['inbound.call.answered', '2026-02-09T08:10:18.000Z', 'busy'],
    ['dialer.call.hangup', at, 'busy'],
    ['outbound.call.ended', at, 'available'],
  ])('puts its agent by %s in a state, where contacts feed the activity', (event, eventTime, stateClass) => {
    const state = { type: 'agent-activity', agentId: '13242', eventTime, state: event, stateClass };
    expect(translate(event, call, { activity: 'contacts' }).events.at(-1)).toEqual(state);
    expect(translate(event, call).events).not.toContainEqual(state);
  });

  test('puts nobody in a state who did not take it', () => {
    const { events } = translate('inbound.call.hangup', { ...unanswered, agent }, { activity: 'contacts' });
    expect(events.map(({ type }) => type)).toEqual(['contact-milestone', 'contact-milestone']);
  });

  test('counts only where voice is among the configured media types', () => {
    const chatOnly = { mediaTypes: ['chat'], activity: 'contacts' };
    expect(translate('inbound.call.answered', call, chatOnly)).toEqual({ events: [], ignored: 1 });
  });
});

test.each(['inbound.call.answered.v2', 'callback.call.ended', 'message.received', 'constructor', ''])(
  'ignores the event %j',
  (event) => {
    expect(translate(event, {})).toEqual({ events: [], ignored: 1 });
  },
);

test.each([
  ['agent.status.update', { ...status, id: undefined }, 'data.id'],
  ['agent.status.update', { ...status, status: {} }, 'data.status.current'],
  ['agent.status.update', { ...status, activity_timestamp: 'today' }, 'data.activity_timestamp'],
  ['inbound.call.answered', { ...call, id: null }, 'data.id'],
  ['inbound.call.hangup', { ...call, start_time: undefined }, 'data.start_time'],
  ['inbound.call.hangup', { ...call, agent: { id: 'x'.repeat(51) } }, 'data.agent.id'],
  ['inbound.call.ended', { ...call, duration: { queue_time: -1 } }, 'data.duration.queue_time'],
])('cannot translate a %s whose shape has changed (%#), and names the path', (event, data, path) => {
  const attempt = () => translate(event, data);
  expect(attempt).toThrow(Untranslatable);
  expect(attempt).toThrow(`voiso ${event} is not of the documented shape: ${path}: `);
});

function verify(body: Buffer) {
  const trust = { secrets: ['s3cret'], nowMs: 0, toleranceSeconds: null, settings: settingsFor(voiso) };
  return voiso.verify(received({ headers: {}, body }), trust);
}

function translate(event: string, data: object, settings: object = {}) {
  return voiso.translate({ event, timestamp, data }, context(settings));
}

function context(settings: object = {}) {
  return { settings: settingsFor(voiso, settings), receivedAt: '' };
}
