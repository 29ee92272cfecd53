import { describe, expect, it } from 'vitest';
import type { TranslatedEvent } from '../../../shared/events/event.ts';
import { identifyEvents } from '../../../shared/receive/identify-events.ts';
import { activity, volume } from '../receive-webhook/sample.ts';

const provenance = { source: 'desk', accountId: '7', receivedAt: '2026-11-23T09:01:23.000Z' };
const later = { ...provenance, receivedAt: '2026-11-23T09:06:23.000Z' };

function idOf(event: TranslatedEvent, from = provenance): string | undefined {
  return identifyEvents([event], from)[0]?.id;
}

describe('identifyEvents', () => {
  it('keeps an event’s own id', () => {
    expect(idOf({ ...activity, id: 'vendor-1' })).toBe('vendor-1');
  });

  it('gives one event one id, whenever it comes and in whatever order its fields stand', () => {
    const { type, agentId, eventTime, state } = activity;
    expect(idOf({ state, eventTime, agentId, type }, later)).toBe(idOf(activity));
  });

  it('tells events apart by any of their fields, their source and their account', () => {
    const ids = [
      idOf(activity),
      idOf({ ...activity, agentId: '1002' }),
      idOf({ ...activity, eventTime: '2026-11-23T09:01:22.481Z' }),
      idOf({ ...activity, state: 'BUSY' }),
      idOf({ ...activity, reason: 'Break' }),
      idOf(activity, { ...provenance, source: 'other' }),
      idOf(activity, { ...provenance, accountId: '8' }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    volume,
    { type: 'person', agentId: '1001', firstName: 'A', lastName: 'B' } as const,
    { type: 'collection-point', collectionPoint: 'support', description: 'Support' } as const,
  ])('takes the same $type told later for another event', (event) => {
    expect(idOf(event, later)).not.toBe(idOf(event));
  });

  it('takes a volume row told again with the same asOf for the same event', () => {
    const row = { ...volume, asOf: '2026-11-23T09:16:00.000Z' };
    expect(idOf(row, later)).toBe(idOf(row));
  });
});
