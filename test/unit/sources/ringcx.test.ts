import { describe, expect, test } from 'vitest';
import { Untranslatable } from '../../../shared/errors.ts';
import { ringcx } from '../../../shared/sources/ringcx.ts';
import { json, received, settingsFor } from './sample.ts';

const receivedAt = '2026-02-09T09:00:00.000Z';
const agent = { agent_id: '1399001', external_agent_id: 'E1204', username: 'robin.vale@example.test' };
const state = {
  ...agent,
  prev_state: 'AVAILABLE',
  event_type: 'AVAILABLE',
  event_aux_type: '',
  date_time: '2026-02-09 08:00:00',
  pending_disp: '0',
};
const onCall = {
  ...state,
  event_type: 'ENGAGED',
  call_id: '202602090810000132120000030001',
  call_source_id: '73001',
  call_source_name: 'Support EN',
  call_type: 'ACD',
};
const call = {
  event_type: 'ACD-CALL',
  call_state: 'ANSWERED',
  call_id: '202602090810000132120000030001',
  call_start: '2026-02-09 08:09:45',
  call_duration: '215',
  queue_duration: '12',
  gate_id: '73001',
  gate_name: 'Support EN',
};

describe('what is sent', () => {
  const form = 'event_type=LUNCH&event_aux_type=At+Lunch%21&agent_id=7&date_time=2026-02-09+08%3A00%3A00';
  const fields = {
    event_type: 'LUNCH',
    event_aux_type: 'At Lunch!',
    agent_id: '7',
    date_time: '2026-02-09 08:00:00',
  };

  test.each([
    ['a JSON body', JSON.stringify(fields), ''],
    ['a JSON body after white space', `\r\n ${JSON.stringify(fields)}`, ''],
    ['a URL-encoded body', form, ''],
    ['a URL-encoded query without body', '', form],
    ['a body, whatever the query holds', form, 'event_type=LOGOUT'],
  ])('is read from %s', (_, body, queryString) => {
    const webhook = { ...received({ headers: {}, body: Buffer.from(body) }), queryString };
    expect(ringcx.parse(webhook)).toEqual(fields);
  });

  test.each(['{"event_type":', '{"a":1', '[', Buffer.from([0xff, 0x3d])])(
    'cannot be translated where the body is %j',
    (body) => {
      expect(() => ringcx.parse(received({ headers: {}, body: Buffer.from(body) }))).toThrow(Untranslatable);
    },
  );

  test.each(['', '<xml/>', '7'])('cannot be translated where %j names no event type', (body) => {
    const payload = ringcx.parse(received({ headers: {}, body: Buffer.from(body) }));
    expect(() => translate(payload)).toThrow('a ringcx webhook is not of the documented shape: event_type');
  });
});

describe('the validation of an address', () => {
  const asked = { ...received({ headers: { 'validation-token': 'v1' }, body: Buffer.alloc(0) }) };

  test('is answered without a secret', () => {
    expect(ringcx.greet?.(asked)).toMatchObject({ status: 200, headers: { 'validation-token': 'v1' } });
    expect(ringcx.greet?.({ ...asked, queryString: 'tenant=1' })).toBeDefined();
  });

  test('is none where the query carries an event', () => {
    expect(ringcx.greet?.({ ...asked, queryString: 'event_type=LOGIN&agent_id=1' })).toBeUndefined();
  });
});

describe('a state', () => {
  test.each([
    ['LOGIN', 'LOGIN', 'unavailable'],
    ['LOGOUT', 'LOGOUT', 'offline'],
    ['AVAILABLE', 'AVAIL', 'available'],
    ['TRANSITION', 'RING', 'busy'],
    ['ENGAGED', 'TALK', 'busy'],
    ['WORKING', 'BUSY', 'busy'],
    ['LUNCH', 'LUNCH', 'unavailable'],
    ['ON BREAK', 'BREAK', 'unavailable'],
    ['ON-BREAK', 'BREAK', 'unavailable'],
    ['TRAINING', 'TRAINING', 'unavailable'],
    ['AWAY', 'AWAY', 'unavailable'],
  ])('%s has the code %s and is %s', (event_type, code, stateClass) => {
    expect(translate({ ...state, event_type }).events).toEqual([
      {
        type: 'agent-activity',
        agentId: '1399001',
        eventTime: '2026-02-09T08:00:00.000Z',
        state: event_type,
        stateClass,
      },
    ]);
    expect(ringcx.codes.states[event_type]).toEqual({ code, stateClass });
  });

  test.each([
    ['ON BREAK', 'Coffee', 'Coffee'],
    ['AVAILABLE', 'Ready for Calls', 'Ready for Calls'],
    ['AVAILABLE', 'Available', undefined],
    ['ON-BREAK', 'On Break', undefined],
    ['LUNCH', '', undefined],
    ['LUNCH', null, undefined],
    ['LUNCH', undefined, undefined],
  ])('%s shown to the agent as %j has the reason %j', (event_type, event_aux_type, reason) => {
    expect(Object(translate({ ...state, event_type, event_aux_type }).events[0]).reason).toBe(reason);
  });

  test.each([
    ['WORKING', '1', 'WORKING pending_disp'],
    ['WORKING', 1, 'WORKING pending_disp'],
    ['WORKING', 'true', 'WORKING pending_disp'],
    ['WORKING', '0', 'WORKING'],
    ['WORKING', '', 'WORKING'],
    ['WORKING', null, 'WORKING'],
    ['ENGAGED', '1', 'ENGAGED'],
    ['AVAILABLE', '1', 'AVAILABLE'],
  ])('%s with pending_disp %j is %s', (event_type, pending_disp, expected) => {
    expect(translate({ ...state, event_type, pending_disp }).events).toMatchObject([{ state: expected }]);
  });

  test('both events of a first login go', () => {
    const first = translate({ ...state, prev_state: 'LOGIN' });
    const second = translate({ ...state, event_aux_type: 'Available', date_time: '2026-02-09 08:00:01' });
    expect([...first.events, ...second.events]).toMatchObject([
      { state: 'AVAILABLE', eventTime: '2026-02-09T08:00:00.000Z' },
      { state: 'AVAILABLE', eventTime: '2026-02-09T08:00:01.000Z' },
    ]);
  });

  test('of a word that no table has goes where it comes with the state before, without class', () => {
    const { events } = translate({ ...state, event_type: 'HUDDLE' });
    expect(events).toMatchObject([{ state: 'HUDDLE' }]);
    expect(events[0]).not.toHaveProperty('stateClass');
    const { prev_state: _, ...other } = { ...state, event_type: 'HUDDLE' };
    expect(translate(other)).toEqual({ events: [], ignored: 1 });
  });

  test.each([
    [undefined, '1399001'],
    ['agent_id', '1399001'],
    ['external_agent_id', 'E1204'],
    ['username', 'robin.vale@example.test'],
  ])('is that of the agent by the configured id, %s', (agentId, expected) => {
    expect(translate(state, agentId ? { ids: { agentId } } : {}).events).toMatchObject([
      { agentId: expected },
    ]);
  });

  test('may have ids as numbers, and others too long to be any', () => {
    const event = { ...state, agent_id: 1399001, username: 'x'.repeat(60) };
    expect(translate(event).events).toMatchObject([{ agentId: '1399001' }]);
  });

  test.each([
    ['America/New_York', '2026-02-09 08:00:00', '2026-02-09T13:00:00.000Z'],
    ['Asia/Kolkata', '2026-02-09 08:00:00', '2026-02-09T02:30:00.000Z'],
    ['America/New_York', '2026-02-09 08:00:00.0000', '2026-02-09T13:00:00.000Z'],
    ['America/New_York', '2026-02-09T08:00:00Z', '2026-02-09T08:00:00.000Z'],
  ])('in %s at %s begins at %s', (timeZone, date_time, eventTime) => {
    expect(translate({ ...state, date_time }, { timeZone }).events).toMatchObject([{ eventTime }]);
  });

  test('in a repeated hour is the one that has just happened', () => {
    const event = { ...state, date_time: '2026-11-01 01:30:00' };
    const at = (now: string) =>
      ringcx.translate(event, {
        settings: settingsFor(ringcx, { timeZone: 'America/New_York' }),
        receivedAt: now,
      }).events;
    expect(at('2026-11-01T05:30:02.000Z')).toMatchObject([{ eventTime: '2026-11-01T05:30:00.000Z' }]);
    expect(at('2026-11-01T06:30:02.000Z')).toMatchObject([{ eventTime: '2026-11-01T06:30:00.000Z' }]);
  });

  test('ENGAGED with a call also tells who answered it', () => {
    expect(translate(onCall).events[1]).toEqual({
      type: 'contact-milestone',
      contactId: '202602090810000132120000030001',
      collectionPoint: '73001',
      direction: 'inbound',
      agentId: '1399001',
      at: '2026-02-09T08:00:00.000Z',
      milestone: 'answered',
    });
  });

  test.each([
    ['a campaign', { call_type: 'VPD' }, { direction: 'outbound' }],
    ['no source', { call_source_id: '', call_source_name: '' }, { direction: 'inbound' }],
    ['a type unheard of', { call_type: 'XYZ' }, { collectionPoint: '73001' }],
  ])('ENGAGED with a call of %s tells of it what is known', (_, more, known) => {
    const { type, milestone, contactId, agentId, at, ...rest } = Object(
      translate({ ...onCall, ...more }).events[1],
    );
    expect([type, milestone, rest]).toEqual(['contact-milestone', 'answered', known]);
  });

  test.each(['TRANSITION', 'WORKING', 'AVAILABLE'])('%s tells nothing of a call', (event_type) => {
    expect(translate({ ...onCall, event_type }).events).toHaveLength(1);
  });
});

test('a deployment has to say which zone the times are meant in', () => {
  expect(() => settingsFor(ringcx, { timeZone: undefined })).toThrow('zone');
});

describe('an ended call', () => {
  test.each([
    ['ACD-CALL', 'ANSWERED', 'inbound', true],
    ['ACD-CALL', 'DEFLECTED', 'inbound', false],
    ['ACD-CALL', 'ABANDON', 'inbound', false],
    ['VPD-CALL', 'ANSWERED', 'outbound', true],
    ['VPD-CALL', 'ABANDONED', 'outbound', false],
    ['VPD-CALL', 'MACHINE', 'outbound', false],
    ['acd-call', 'Answered', 'inbound', true],
  ])('%s, %s, is %s and answered: %s', (event_type, call_state, direction, answered) => {
    expect(translate({ ...call, event_type, call_state }).events).toEqual([
      {
        type: 'contact-summary',
        contactId: '202602090810000132120000030001',
        collectionPoint: '73001',
        direction,
        offeredAt: '2026-02-09T08:09:45.000Z',
        answered,
        ...(answered && { talkSeconds: 203 }),
        waitSeconds: 12,
        asOf: '2026-02-09T08:13:20.000Z',
      },
    ]);
  });

  test('tells its end for each agent segment it comes for', () => {
    const segments = [agent, { ...agent, agent_id: '1399002' }].map((who) => translate({ ...call, ...who }));
    expect(segments.map(({ events }) => events[0])).toMatchObject([
      { milestone: 'ended', agentId: '1399001', at: '2026-02-09T08:13:20.000Z' },
      { milestone: 'ended', agentId: '1399002', at: '2026-02-09T08:13:20.000Z' },
    ]);
    expect(segments.map(({ events }) => events.length)).toEqual([2, 2]);
  });

  test('of an agent without the configured id still counts', () => {
    const { events } = translate(
      { ...call, ...agent, external_agent_id: null },
      { ids: { agentId: 'external_agent_id' } },
    );
    expect(events).toMatchObject([{ type: 'contact-summary', answered: true }]);
  });

  test('of no queue has no collection point and perhaps no wait', () => {
    const {
      gate_id: _,
      gate_name: __,
      queue_duration: ___,
      ...dialled
    } = { ...call, event_type: 'VPD-CALL' };
    const [summary] = translate(dialled).events;
    expect(summary).not.toHaveProperty('collectionPoint');
    expect(summary).not.toHaveProperty('waitSeconds');
    expect(summary).toHaveProperty('talkSeconds', 215);
  });

  test('shorter than its wait tells no talk time', () => {
    expect(translate({ ...call, call_duration: 5 }).events[0]).not.toHaveProperty('talkSeconds');
  });

  test('is of the queue by the configured id', () => {
    expect(translate(call, { ids: { collectionPoint: 'gate_name' } }).events).toMatchObject([
      { collectionPoint: 'Support EN' },
    ]);
  });

  test('counts only where voice is among the configured media types', () => {
    const chatOnly = { mediaTypes: ['chat'] };
    expect(translate(call, chatOnly)).toEqual({ events: [], ignored: 1 });
    expect(translate(onCall, chatOnly).events.map(({ type }) => type)).toEqual(['agent-activity']);
  });
});

test.each(['CAMPAIGN-STARTED', 'CHAT-CALL', 'constructor', '__proto__'])(
  'ignores the event %s',
  (event_type) => {
    expect(translate({ event_type, account_id: '1' })).toEqual({ events: [], ignored: 1 });
  },
);

test.each([
  [{ ...state, agent_id: '' }, 'agent_id'],
  [{ ...state, agent_id: 'x'.repeat(51) }, 'agent_id'],
  [{ ...state, date_time: undefined }, 'date_time'],
  [{ ...state, date_time: '02/09/2026 8:00' }, 'date_time'],
  [{ ...call, call_id: '' }, 'call_id'],
  [{ ...call, call_start: '' }, 'call_start'],
  [{ ...call, call_state: 'SNEEZED' }, 'call_state'],
  [{ ...call, call_duration: 'long' }, 'call_duration'],
  [{ ...call, queue_duration: '-1' }, 'queue_duration'],
])('cannot translate an event whose shape has changed (%#), and names the path', (event, path) => {
  expect(() => translate(event)).toThrow(Untranslatable);
  expect(() => translate(event)).toThrow(
    `ringcx ${event.event_type} is not of the documented shape: ${path}: `,
  );
});

test('a webhook is signed as an operator sets the header up', () => {
  const settings = settingsFor(ringcx, { timeZone: 'UTC' });
  const { headers } = ringcx.sign(json(state), { secret: 'wfm:rc-pass', nowMs: 0, settings });
  expect(headers['authorization']).toBe('Basic d2ZtOnJjLXBhc3M=');
});

function translate(payload: unknown, given: object = {}) {
  return ringcx.translate(payload, {
    settings: settingsFor(ringcx, { timeZone: 'UTC', ...given }),
    receivedAt,
  });
}
