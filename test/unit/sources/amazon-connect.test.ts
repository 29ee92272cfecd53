import { describe, expect, test } from 'vitest';
import { Untranslatable } from '../../../shared/errors.ts';
import { translatePayload } from '../../../shared/receive/translate-payload.ts';
import { amazonConnect } from '../../../shared/sources/amazon-connect.ts';
import { settingsFor } from './sample.ts';

const instanceArn = 'arn:aws:connect:us-east-1:123456789012:instance/6f1d2c3b-4a59-4687-9b0c-d1e2f3a4b5c6';
const settingsOf = (own: object = {}) => settingsFor(amazonConnect, { instanceArn, ...own });
const receivedAt = '2026-03-10T09:30:00.000Z';
const directory = () => {
  const names = new Map<string, string>();
  return {
    learn: (key: string, name: string) => void names.set(key, name),
    find: (key: string) => names.get(key),
  };
};
const translate = (payload: object, own: object = {}, agents = directory()) =>
  amazonConnect.translate(payload, { settings: settingsOf(own), receivedAt, agents });

const at = (second: string) => `2026-03-10T09:${second}.000Z`;
const agentArn = `${instanceArn}/agent/agent-1`;
const contact = (State: string, since: string, other: object = {}) => ({
  ContactId: 'contact-1',
  Channel: 'VOICE',
  InitiationMethod: 'INBOUND',
  State,
  StateStartTimestamp: at(since),
  ...other,
});
const available = { Name: 'Available', StartTimestamp: at('00:00'), Type: 'ROUTABLE' };
const snapshot = (Contacts: object[] | null = [], AgentStatus: object = available) => ({
  AgentStatus,
  Configuration: { Username: 'rowan.sample' },
  Contacts,
});
const agentEvent = (EventType: string, current: object | null = null, previous: object | null = null) => ({
  AgentARN: agentArn,
  InstanceARN: instanceArn,
  EventType,
  EventTimestamp: at('20:00'),
  CurrentAgentSnapshot: current,
  PreviousAgentSnapshot: previous,
});
const change = (current: object, previous: object | null = snapshot(), own: object = {}) =>
  translate(agentEvent('STATE_CHANGE', current, previous), own);

describe('an event', () => {
  const contactEvent = { source: 'aws.connect', detail: { instanceArn } };

  test('is from the configured instance alone, whichever way it comes', () => {
    const settings = settingsOf();
    const other = instanceArn.replace('6f1d', '6f1e');
    expect(amazonConnect.isFrom({ InstanceARN: instanceArn }, settings)).toBe(true);
    expect(amazonConnect.isFrom({ InstanceARN: other }, settings)).toBe(false);
    expect(amazonConnect.isFrom(contactEvent, settings)).toBe(true);
    expect(amazonConnect.isFrom({ ...contactEvent, detail: { InstanceARN: instanceArn } }, settings)).toBe(
      true,
    );
    expect(amazonConnect.isFrom({ ...contactEvent, detail: { instanceArn: other } }, settings)).toBe(false);
    expect(amazonConnect.isFrom({ ...contactEvent, source: 'my.own' }, settings)).toBe(false);
  });

  test('comes by a rule on the default bus and a stream, its own or one that is there', () => {
    const streamArn = 'arn:aws:kinesis:us-east-1:123456789012:stream/connect';
    expect(amazonConnect.arrival(settingsOf())).toMatchObject({
      rule: { source: 'aws.connect', detail: { instanceArn: [instanceArn] } },
      stream: {},
    });
    expect(amazonConnect.arrival(settingsOf({ streamArn })).stream).toEqual({ arn: streamArn });
  });

  test.each(['', 'arn:aws::connect:us-east-1:123456789012:instance/x', 'instance-1'])(
    'cannot be awaited from the instance %j',
    (arn) => {
      expect(() => settingsOf({ instanceArn: arn })).toThrow('must be the');
    },
  );

  test('of a detail type we do not use is none of ours, and counted', () => {
    expect(translate({ ...contactEvent, 'detail-type': 'Amazon Connect Rules' })).toEqual({
      events: [],
      ignored: 1,
    });
  });

  test('that is neither of the three kinds is untranslatable', () => {
    expect(() => translate({ InstanceARN: instanceArn })).toThrow(Untranslatable);
  });
});

describe('an agent’s state', () => {
  test.each([
    [['CONNECTED_ONHOLD', 'CONNECTED', 'ENDED'], 'CONNECTED'],
    [['ENDED', 'CONNECTED_ONHOLD', 'INCOMING'], 'CONNECTED_ONHOLD'],
    [['CONNECTING', 'ENDED', 'MISSED'], 'ENDED'],
    [['MISSED', 'INCOMING'], 'INCOMING'],
    [['UNHEARD_OF'], 'UNHEARD_OF'],
  ])('of contacts %j is %s', (states, expected) => {
    const contacts = states.map((state, index) =>
      contact(state, `1${index}:00`, { ContactId: `c-${index}` }),
    );
    expect(change(snapshot(contacts)).events).toMatchObject([{ state: expected }]);
  });

  test('is a contact’s even where the status is one of the instance’s own', () => {
    const break_ = { Name: 'Break', StartTimestamp: at('05:00'), Type: 'CUSTOM' };
    const calling = contact('CONNECTED', '10:00', { InitiationMethod: 'OUTBOUND' });
    expect(change(snapshot([calling], break_)).events).toMatchObject([{ state: 'OUTBOUND CONNECTED' }]);
  });

  test('after a contact begins when the contact is gone, not when the status began', () => {
    const { events } = change(snapshot(), snapshot([contact('ENDED', '18:00')]));
    expect(events).toMatchObject([{ state: 'ROUTABLE', eventTime: at('20:00') }]);
  });

  test('behind another contact begins when that one is gone', () => {
    const held = contact('CONNECTED_ONHOLD', '10:00', { ContactId: 'c-2' });
    const { events } = change(snapshot([held]), snapshot([contact('CONNECTED', '12:00'), held]));
    expect(events).toMatchObject([{ state: 'CONNECTED_ONHOLD', eventTime: at('20:00') }]);
  });

  test('is not told again where neither status nor contact changed', () => {
    expect(change(snapshot(null), snapshot())).toEqual({ events: [], ignored: 1 });
    const [one, other] = [contact('CONNECTED', '10:00'), contact('CONNECTED', '12:00', { ContactId: 'c-2' })];
    expect(change(snapshot([one]), snapshot([one, other])).ignored).toBe(1);
  });

  test('is told by itself where nothing was before', () => {
    expect(change(snapshot(), null).events).toMatchObject([{ state: 'ROUTABLE', eventTime: at('00:00') }]);
  });

  test.each([
    ['Available', 'ROUTABLE', undefined],
    ['Offline', 'OFFLINE', undefined],
    ['Lunch', 'CUSTOM', 'Lunch'],
  ])('of the status %s without a type is %s', (Name, state, reason) => {
    const [event] = change(snapshot([], { Name, StartTimestamp: at('19:00') }), null).events;
    expect(event).toMatchObject({ state, eventTime: at('19:00') });
    expect(event?.type === 'agent-activity' && event.reason).toBe(reason);
  });

  test('is not that of a contact of a medium that does not count', () => {
    const chat = snapshot([contact('CONNECTED', '10:00', { Channel: 'CHAT' })]);
    expect(change(chat).ignored).toBe(1);
    expect(change(chat, snapshot(), { mediaTypes: ['voice', 'chat'] }).events).toHaveLength(1);
  });

  test('is no guess where a change shows none', () => {
    expect(() => translate(agentEvent('STATE_CHANGE'))).toThrow(Untranslatable);
  });
});

describe('an agent named by user name', () => {
  const byName = { ids: { agentId: 'Username' } };

  test('is known by a login or logout once any event, a heartbeat too, has told the name', () => {
    const agents = directory();
    expect(translate(agentEvent('HEART_BEAT', snapshot()), byName, agents).events).toEqual([]);
    expect(translate(agentEvent('LOGOUT'), byName, agents).events).toMatchObject([
      { agentId: 'rowan.sample' },
    ]);
  });

  test('is not guessed where none has, so that the logout waits in the dead letters', () => {
    expect(() => translate(agentEvent('LOGOUT'), byName)).toThrow(/Username: is missing/);
  });

  test('is left out of a contact event’s milestone where none has', () => {
    const [event] = translate(contactEvent('CONNECTED_TO_AGENT'), byName).events;
    expect(event).toMatchObject({ milestone: 'answered' });
    expect(event).not.toHaveProperty('agentId');
  });
});

const queueArn = `${instanceArn}/queue/queue-1`;
const contactEvent = (eventType: string, other: object = {}) => ({
  'detail-type': 'Amazon Connect Contact Event',
  detail: {
    eventType,
    contactId: 'contact-1',
    channel: 'VOICE',
    initiationMethod: 'INBOUND',
    disconnectTimestamp: at('15:00'),
    queueInfo: { queueArn, enqueueTimestamp: at('10:00') },
    agentInfo: { agentArn, connectedToAgentTimestamp: at('11:00') },
    ...other,
  },
});

describe('a contact event', () => {
  test('is read without regard to the case of its keys and channel', () => {
    const event = contactEvent('CONNECTED_TO_AGENT', {
      channel: 'voice',
      agentInfo: undefined,
      AgentInfo: { AgentArn: agentArn, ConnectedToAgentTimestamp: at('11:00') },
    });
    expect(translate(event).events).toMatchObject([{ agentId: 'agent-1', milestone: 'answered' }]);
  });

  test.each(['CONTACT_DATA_UPDATED', 'PAUSED', 'RESUMED', 'WEBRTC_API', 'AMD_DISABLED', 'UNHEARD_OF'])(
    'of type %s is counted only',
    (type) => {
      expect(translate(contactEvent(type))).toEqual({ events: [], ignored: 1 });
    },
  );

  test('of an outbound contact that no agent was connected to abandons nothing', () => {
    const event = contactEvent('DISCONNECTED', { initiationMethod: 'OUTBOUND', agentInfo: null });
    expect(translate(event).events).toMatchObject([{ milestone: 'ended', direction: 'outbound' }]);
  });

  test('of an agent’s own queue offers nothing to a collection point', () => {
    const queueInfo = { queueArn: `${instanceArn}/queue/agent/agent-1`, enqueueTimestamp: at('10:00') };
    expect(translate(contactEvent('QUEUED', { queueInfo })).ignored).toBe(1);
    expect(translate(contactEvent('CONNECTED_TO_AGENT', { queueInfo })).events[0]).not.toHaveProperty(
      'collectionPoint',
    );
  });

  test('of a supervisor who listens in counts for nothing', () => {
    expect(translate(contactEvent('DISCONNECTED', { initiationMethod: 'MONITOR' })).ignored).toBe(1);
  });

  test('without its time is untranslatable', () => {
    expect(() => translate(contactEvent('QUEUED', { queueInfo: { queueArn } }))).toThrow(/enqueueTimestamp/);
  });

  test('is left to the contact records where collection points are queues’ names', () => {
    expect(translate(contactEvent('QUEUED'), { ids: { collectionPoint: 'Queue.Name' } }).ignored).toBe(1);
  });
});

describe('a contact record', () => {
  const record = (other: object = {}) => ({
    InstanceARN: instanceArn,
    ContactId: 'contact-1',
    Channel: 'VOICE',
    InitiationMethod: 'INBOUND',
    LastUpdateTimestamp: '2026-03-10T09:21:10Z',
    Queue: { ARN: queueArn, Name: 'Bookings', EnqueueTimestamp: '2026-03-10T09:14:02Z', Duration: 20 },
    Agent: null,
    ...other,
  });

  test('names its queue as the configuration chooses', () => {
    expect(translate(record()).events).toMatchObject([{ collectionPoint: 'queue-1' }]);
    expect(translate(record(), { ids: { collectionPoint: 'Queue.Name' } }).events).toMatchObject([
      { collectionPoint: 'Bookings' },
    ]);
  });

  test('of a queue whose name is longer than an id is known by the queue’s id, never by a cut name', () => {
    const Queue = { ...record().Queue, Name: 'n'.repeat(51) };
    expect(translate(record({ Queue })).events).toMatchObject([{ collectionPoint: 'queue-1' }]);
    const byName = settingsOf({ ids: { collectionPoint: 'Queue.Name' } });
    const provenance = { source: 'connect', accountId: '1', receivedAt };
    const received = { source: amazonConnect, settings: byName, provenance };
    expect(() => translatePayload(received, record({ Queue }))).toThrow(
      /collectionPoint: must have at most 50 characters/,
    );
  });

  test.each([
    ['INBOUND', 'inbound'],
    ['TRANSFER', 'inbound'],
    ['QUEUE_TRANSFER', 'inbound'],
    ['CALLBACK', 'inbound'],
    ['UNHEARD_OF', undefined],
  ])('begun by %s is %s', (InitiationMethod, direction) => {
    const [event] = translate(record({ InitiationMethod })).events;
    expect(event?.type === 'contact-summary' && event.direction).toBe(direction);
  });

  test('begun through the API is outbound where it is a call', () => {
    const connected = {
      Agent: { ConnectedToAgentTimestamp: '2026-03-10T09:15:00Z' },
      InitiationMethod: 'API',
    };
    expect(translate(record(connected)).events).toMatchObject([
      { direction: 'outbound', offeredAt: '2026-03-10T09:15:00.000Z' },
    ]);
    expect(
      translate(record({ ...connected, Channel: 'CHAT' }), { mediaTypes: ['chat'] }).events,
    ).toMatchObject([{ direction: 'inbound' }]);
  });

  test('is as of its last update, so that the newest of its deliveries wins', () => {
    expect(translate(record()).events).toMatchObject([{ asOf: '2026-03-10T09:21:10.000Z' }]);
    expect(() => translate(record({ LastUpdateTimestamp: null }))).toThrow(Untranslatable);
  });
});
