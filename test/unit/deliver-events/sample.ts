import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import type { Answer } from '../../../shared/deliver-events/attempt.ts';
import type { Deliverable } from '../../../shared/deliver-events/deliverable.ts';
import {
  activityRow,
  collectionPointRow,
  personRow,
  volumeRow,
} from '../../../shared/deliver-events/shape-row.ts';
import { packEnvelopes } from '../../../shared/events/envelope.ts';
import type { EventOf, TranslatedEvent } from '../../../shared/events/event.ts';
import type { DeliveredVolume, DeliveredVolumes } from '../../../shared/ports/delivered-volumes.ts';
import type { KnownPeople } from '../../../shared/ports/known-people.ts';
import type { QueueMessage } from '../../../shared/queue-window/queue-message.ts';

/** The things the delivery's tests speak of, in as few words as each test needs. */
export const provenance = { source: 'standard', accountId: '1', receivedAt: '2026-11-23T09:01:23.000Z' };

export function activityEvent(overrides: Partial<EventOf<'agent-activity'>> = {}): EventOf<'agent-activity'> {
  const eventTime = '2026-11-23T09:01:22.480Z';
  return {
    type: 'agent-activity',
    id: 'e1',
    agentId: '1001',
    eventTime,
    state: 'AVAIL',
    ...provenance,
    ...overrides,
  };
}

export function volumeEvent(overrides: Partial<EventOf<'call-volume'>> = {}): EventOf<'call-volume'> {
  const figures = { contactsOffered: 5, contactsNotHandled: 2, talkSeconds: 600 };
  const interval = '2026-11-23T09:00:00.000Z';
  return {
    type: 'call-volume',
    id: 'v1',
    collectionPoint: 'support',
    interval,
    ...figures,
    ...provenance,
    ...overrides,
  };
}

export function queueMessage(messageId = 'm1', overrides: Partial<QueueMessage> = {}): QueueMessage {
  const sentAtMs = Date.parse(provenance.receivedAt);
  return {
    messageId,
    receiptHandle: `receipt-${messageId}`,
    body: '',
    receiveCount: 1,
    sentAtMs,
    ...overrides,
  };
}

/** A message that carries these events, as receive-webhook packs them. */
export function packed(
  messageId: string,
  events: readonly (TranslatedEvent & { id: string })[],
  {
    receivedAt = provenance.receivedAt,
    source = provenance.source,
    correlationId,
    ...overrides
  }: Partial<QueueMessage> & { receivedAt?: string; source?: string; correlationId?: string } = {},
): QueueMessage {
  const [body = ''] = packEnvelopes({ ...provenance, source, receivedAt, correlationId }, events);
  return queueMessage(messageId, { body, ...overrides });
}

export function activity(
  overrides: Partial<EventOf<'agent-activity'>> = {},
  message: QueueMessage = queueMessage(),
): Deliverable {
  const event = activityEvent(overrides);
  const codes = { activity: event.state, reasonCode: event.reason };
  return { ...activityRow(event, codes, 'M/D/YYYY H:mm:ss'), event, message };
}

export function volume(
  overrides: Partial<EventOf<'call-volume'>> = {},
  message: QueueMessage = queueMessage(),
): Deliverable {
  const event = volumeEvent(overrides);
  return { ...volumeRow(event, { timeFormat: 'M/D/YYYY H:mm:ss', timeZone: 'UTC' }), event, message };
}

export function personEvent(overrides: Partial<EventOf<'person'>> = {}): EventOf<'person'> {
  const names = { firstName: 'Avery', lastName: 'Vale' };
  return { type: 'person', id: 'p1', agentId: '1001', ...names, ...provenance, ...overrides };
}

export function person(message: QueueMessage = queueMessage()): Deliverable {
  const event = personEvent();
  return { ...personRow(event, { FirstName: 'Avery', LastName: 'Vale' }), event, message };
}

export function collectionPoint(message: QueueMessage = queueMessage()): Deliverable {
  const told = { collectionPoint: 'support', description: 'Support' };
  const event = { type: 'collection-point', id: 'c1', ...told, ...provenance } as const;
  return { ...collectionPointRow(event), event, message };
}

export const configuration: Configuration = parseConfiguration(
  {
    environment: 'test',
    cloudConnect: { baseUrl: 'http://127.0.0.1:1' },
    sources: { standard: { vendor: 'standard' }, phones: { vendor: 'aircall', people: 'announced' } },
  },
  'the test’s configuration',
);

export const accepted: Answer = { kind: 'accepted' };
export const outage: Answer = {
  kind: 'outage',
  detail: 'the API answered 503',
  retryAfterSeconds: undefined,
};
export function refused(words: string, sent = true): Answer {
  return { kind: 'refused', words, status: 400, sent };
}

/** The records of delivered volume rows, as the table keeps them. */
export function volumesInMemory(records = new Map<string, DeliveredVolume>()): DeliveredVolumes {
  return {
    newest: async (keys) => new Map([...records].filter(([key]) => keys.includes(key))),
    record: async (key, volume) => {
      if ((records.get(key)?.asOf ?? '') > volume.asOf) return false;
      records.set(key, volume);
      return true;
    },
  };
}

/** The people who were announced before, as `stored/1#1001`. */
export function peopleInMemory(known = new Set<string>()): KnownPeople {
  return {
    see: (fate, accountId, agentId) => void known.add(`${fate}/${accountId}#${agentId}`),
    store: async () => {},
    find: async (fate, accountId, agentIds) =>
      new Set(agentIds.filter((agentId) => known.has(`${fate}/${accountId}#${agentId}`))),
  };
}
