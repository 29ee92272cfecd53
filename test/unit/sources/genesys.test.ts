import { describe, expect, test } from 'vitest';
import { Untranslatable } from '../../../shared/errors.ts';
import { genesys } from '../../../shared/sources/genesys.ts';
import { settingsFor } from './sample.ts';

const organization = 'aws.partner/genesys.com/cloud/3b9f6d1e-5c20-4a77-8e41-b6d0c2f7a915';
const partnerEventSource = `${organization}/wfm`;
const settingsOf = (own: object = {}) => settingsFor(genesys, { partnerEventSource, ...own });
const origin = { source: partnerEventSource, account: '123456789012' };
const translate = (topic: string, eventBody: object, own: object = {}) =>
  genesys.translate(
    { 'detail-type': topic, detail: { topicName: topic.replace('{id}', 'user-1'), eventBody } },
    { settings: settingsOf(own), receivedAt: '2026-03-10T09:00:00.000Z' },
  );
const user = (
  status: string,
  systemPresence: string,
  times: { status?: string; presence?: string } = {},
) => ({
  id: 'user-1',
  routingStatus: { status, startTime: times.status ?? '2026-03-10T09:00:00.000Z' },
  presence: {
    presenceDefinition: { id: 'presence-1', systemPresence },
    modifiedDate: times.presence ?? '2026-03-10T09:00:00.000Z',
  },
});
const activity = 'v2.users.{id}.activity';
const detail = (kind: string) => `v2.detail.events.conversation.{id}.${kind}`;
const conversation = {
  eventTime: 1_773_133_282_470,
  conversationId: 'conversation-1',
  mediaType: 'VOICE',
  direction: 'INBOUND',
  queueId: 'queue-1',
};

describe('an event', () => {
  test('is from the configured organization, partner event source and account alone', () => {
    const settings = settingsOf({ account: '123456789012' });
    expect(genesys.isFrom(origin, settings)).toBe(true);
    expect(genesys.isFrom({ ...origin, source: `${organization}/other` }, settings)).toBe(false);
    expect(genesys.isFrom({ ...origin, source: partnerEventSource.replace('3b9f', '3b9e') }, settings)).toBe(
      false,
    );
    expect(genesys.isFrom({ ...origin, account: '210987654321' }, settings)).toBe(false);
  });

  test('may come in any account where none is configured', () => {
    expect(genesys.isFrom({ ...origin, account: '210987654321' }, settingsOf())).toBe(true);
  });

  test('comes by a rule on the bus that is named as the partner event source', () => {
    const { rule, stream } = genesys.arrival(settingsOf());
    expect(rule).toMatchObject({ eventBusName: partnerEventSource, source: partnerEventSource });
    expect(rule.detailTypes).toContain(activity);
    expect(stream).toBeUndefined();
  });

  test.each(['aws.partner/genesys.com', `${organization}/`, 'aws.partner/other.com/cloud/x/y'])(
    'cannot be awaited from %s',
    (source) => {
      expect(() => settingsOf({ partnerEventSource: source })).toThrow('must be the');
    },
  );
});

describe('the activity', () => {
  test.each([
    ['OFFLINE', 'IDLE', { state: 'OFFLINE', stateClass: 'offline' }],
    ['ON_QUEUE', 'IDLE', { state: 'IDLE', stateClass: 'available' }],
    ['ON_QUEUE', 'INTERACTING', { state: 'INTERACTING', stateClass: 'busy' }],
    ['On Queue', 'COMMUNICATING', { state: 'COMMUNICATING', stateClass: 'busy' }],
    ['OnQueue', 'NOT_RESPONDING', { state: 'NOT_RESPONDING', stateClass: 'unavailable' }],
    ['IDLE', 'OFF_QUEUE', { state: 'OFF_QUEUE', reason: 'IDLE', stateClass: 'unavailable' }],
    ['MEAL', 'COMMUNICATING', { state: 'OFF_QUEUE', reason: 'MEAL', stateClass: 'unavailable' }],
    ['ON_QUEUE', 'UNHEARD_OF', { state: 'UNHEARD_OF' }],
  ])('of presence %s and routing status %s', (presence, status, expected) => {
    const { events } = translate(activity, user(status, presence));
    expect(events).toEqual([
      { type: 'agent-activity', agentId: 'user-1', eventTime: '2026-03-10T09:00:00.000Z', ...expected },
    ]);
  });

  test('on queue begins when the later of presence and routing status did', () => {
    const times = { status: '2026-03-10T08:59:00.000Z', presence: '2026-03-10T09:01:00.000Z' };
    expect(translate(activity, user('IDLE', 'ON_QUEUE', times)).events).toMatchObject([
      { eventTime: '2026-03-10T09:01:00.000Z' },
    ]);
  });

  test('on queue is the presence’s while the routing status still, or already, says off queue', () => {
    const times = { status: '2026-03-10T08:59:00.000Z', presence: '2026-03-10T09:01:00.000Z' };
    const later = { ...times, status: '2026-03-10T09:20:00.000Z' };
    for (const one of [times, later])
      expect(translate(activity, user('OFF_QUEUE', 'ON_QUEUE', one)).events).toMatchObject([
        { state: 'ON_QUEUE', stateClass: 'available', eventTime: '2026-03-10T09:01:00.000Z' },
      ]);
  });

  test('off queue begins with the presence, whatever the routing status does meanwhile', () => {
    const times = { status: '2026-03-10T09:05:00.000Z', presence: '2026-03-10T09:01:00.000Z' };
    expect(translate(activity, user('COMMUNICATING', 'BREAK', times)).events).toMatchObject([
      { eventTime: '2026-03-10T09:01:00.000Z' },
    ]);
  });

  test('has the tenant’s own presence as its reason where the configuration has a code for it', () => {
    const codes = { reasons: { 'presence-1': 'DOCTOR' } };
    expect(translate(activity, user('OFF_QUEUE', 'BUSY'), { codes }).events).toMatchObject([
      { reason: 'presence-1' },
    ]);
  });

  test('is no guess where neither presence nor routing status is told', () => {
    expect(() => translate(activity, { id: 'user-1' })).toThrow(Untranslatable);
  });

  test('of a presence is the user’s whom the topic names', () => {
    const { presence } = user('IDLE', 'BREAK');
    expect(translate('v2.users.{id}.presence', presence).events).toMatchObject([{ agentId: 'user-1' }]);
  });

  test('of a routing status leaves being off queue to the presence', () => {
    const body = { ...user('OFF_QUEUE', 'MEAL'), presence: undefined };
    expect(translate('v2.users.{id}.routingStatus', body)).toEqual({ events: [], ignored: 1 });
  });
});

describe('a conversation', () => {
  test('takes its times as milliseconds or in words', () => {
    const at = '2026-03-10T09:01:22.470Z';
    for (const eventTime of [1_773_133_282_470, at])
      expect(translate(detail('acd.start'), { ...conversation, eventTime }).events).toMatchObject([{ at }]);
  });

  test.each(['voice', 'Voice', 'VOICE'])('counts by the medium %s', (mediaType) => {
    expect(translate(detail('acd.start'), { ...conversation, mediaType }).events).toHaveLength(1);
  });

  test('of another medium counts where the configuration says so', () => {
    const chat = { ...conversation, mediaType: 'CHAT' };
    expect(translate(detail('acd.start'), chat)).toEqual({ events: [], ignored: 1 });
    expect(translate(detail('acd.start'), chat, { mediaTypes: ['chat'] }).events).toHaveLength(1);
  });

  test('that left its queue in an unheard-of way is not placed in a column by guess', () => {
    const body = { ...conversation, acdOutcome: 'VANISHED' };
    expect(() => translate(detail('acd.end'), body)).toThrow(Untranslatable);
  });

  test('whose direction is unknown to the vendor is placed without one', () => {
    const { events } = translate(detail('acd.start'), { ...conversation, direction: 'UNKNOWN' });
    expect(events).toMatchObject([{ milestone: 'offered', collectionPoint: 'queue-1' }]);
    expect(events[0]).not.toHaveProperty('direction');
    const sideways = { ...conversation, direction: 'SIDEWAYS' };
    expect(() => translate(detail('acd.start'), sideways)).toThrow(Untranslatable);
  });

  test('whose answer names no agent is answered all the same', () => {
    const body = { ...conversation, acdOutcome: 'ANSWERED', answeredUserId: null };
    const { events } = translate(detail('acd.end'), body);
    expect(events).toMatchObject([{ milestone: 'answered' }]);
    expect(events[0]).not.toHaveProperty('agentId');
  });

  test('whose wrap-up has no length ends it only', () => {
    const { events } = translate(detail('acw'), {
      ...conversation,
      userId: 'user-1',
      wrapupDurationMs: null,
    });
    expect(events).toMatchObject([{ milestone: 'wrap-ended' }]);
  });

  test('without its time is untranslatable', () => {
    const { eventTime, ...timeless } = conversation;
    expect(eventTime).toBeDefined();
    expect(() => translate(detail('acd.start'), timeless)).toThrow(Untranslatable);
  });
});
