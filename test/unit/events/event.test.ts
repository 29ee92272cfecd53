import { describe, expect, it } from 'vitest';
import { contactEventTypes, translatedEvent } from '../../../shared/events/event.ts';
import { faultsOf } from '../../../shared/events/faults.ts';

const at = '2026-11-23T09:01:22.480Z';
const activity = { type: 'agent-activity', agentId: '1001', eventTime: at, state: 'AVAIL' };
const volume = {
  type: 'call-volume',
  collectionPoint: 'support',
  interval: '2026-11-23T09:00:00.000Z',
  contactsOffered: 5,
  contactsNotHandled: 2,
  talkSeconds: 600.5,
};
const complete = [
  { ...activity, id: 'e1', reason: 'Break', stateClass: 'unavailable' },
  {
    type: 'contact-milestone',
    contactId: 'c1',
    collectionPoint: 'support',
    agentId: '1001',
    legId: 'l1',
    direction: 'inbound',
    at,
    milestone: 'wrap-ended',
  },
  { type: 'contact-summary', contactId: 'c1', offeredAt: at, answered: true, talkSeconds: 0, asOf: at },
  {
    ...volume,
    holdSeconds: 0,
    serviceLevelPct: 100,
    collectedAt: at,
    outboundContacts: 0,
    outboundSeconds: 0,
    updateExisting: false,
    asOf: at,
    userData1: 'text',
    userData2: 1.5,
    userData10: true,
  },
  { type: 'person', agentId: '1001', firstName: 'Ada', lastName: 'Lovelace' },
  { type: 'collection-point', collectionPoint: 'support', description: 'Support' },
];

function faultsIn(event: unknown): { path: string; message: string }[] {
  const { error } = translatedEvent.safeParse(event);
  return error ? faultsOf(error) : [];
}

describe('translatedEvent', () => {
  it.each(complete)('takes a $type with all its fields and leaves it as it is', (event) => {
    expect(translatedEvent.parse(event)).toEqual(event);
  });

  it('names the types there are where one is not known', () => {
    expect(faultsIn({ ...activity, type: 'agent-state' })).toEqual([
      {
        path: 'type',
        message:
          'must be one of "agent-activity", "contact-milestone", "contact-summary", "call-volume", "person", "collection-point"',
      },
    ]);
  });

  it('takes a name that a vendor announces as it is, since the delivery tells what to do about it', () => {
    for (const names of [{ firstName: 'x'.repeat(255), lastName: 'y'.repeat(21) }, { firstName: 'Ada' }, {}])
      expect(faultsIn({ type: 'person', agentId: '1001', ...names })).toEqual([]);
  });

  it('refuses a key that is not ours, so that a misspelt one is not dropped', () => {
    expect(faultsIn({ ...activity, reasonCode: 'BREAK' })).toEqual([
      { path: 'reasonCode', message: 'is not a key of ours' },
    ]);
  });

  it.each([
    [{ ...activity, agentId: 'x'.repeat(51) }, 'agentId'],
    [{ ...activity, agentId: '' }, 'agentId'],
    [{ ...activity, agentId: 1001 }, 'agentId'],
    [{ ...activity, state: '' }, 'state'],
    [{ ...activity, eventTime: '2026-11-23T10:01:22+01:00' }, 'eventTime'],
    [{ ...activity, stateClass: 'away' }, 'stateClass'],
    [{ ...volume, interval: '2026-11-23T09:01:00.000Z' }, 'interval'],
    [{ ...volume, interval: '2026-11-23T09:15:00.001Z' }, 'interval'],
    [{ ...volume, contactsOffered: 1.5 }, 'contactsOffered'],
    [{ ...volume, contactsNotHandled: -1 }, 'contactsNotHandled'],
    [{ ...volume, talkSeconds: Number.POSITIVE_INFINITY }, 'talkSeconds'],
    [{ ...volume, serviceLevelPct: 100.1 }, 'serviceLevelPct'],
    [{ ...volume, userData1: 'x'.repeat(4001) }, 'userData1'],
    [{ ...volume, collectionPoint: undefined }, 'collectionPoint'],
    [{ type: 'person', agentId: '1', firstName: 'x'.repeat(256), lastName: 'y' }, 'firstName'],
    [{ type: 'collection-point', collectionPoint: 's', description: 'x'.repeat(256) }, 'description'],
  ])('refuses what the API could never take: %o', (event, path) => {
    expect(faultsIn(event).map((fault) => fault.path)).toEqual([path]);
  });

  it('counts lengths in UTF-16 code units, as the API does', () => {
    expect(faultsIn({ ...activity, agentId: '\u{1f600}'.repeat(25) })).toEqual([]);
    expect(faultsIn({ ...activity, agentId: '\u{1f600}'.repeat(26) })).toHaveLength(1);
  });
});

describe('contactEventTypes', () => {
  it('holds the two kinds that a contact’s facts come in', () => {
    expect([...contactEventTypes].sort()).toEqual(['contact-milestone', 'contact-summary']);
  });
});
