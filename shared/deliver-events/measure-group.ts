import type { CanonicalEvent } from '../events/event.ts';
import type { Metrics } from '../metrics.ts';
import type { GroupResult } from './deliver-group.ts';

/** Counts a group's rows by call, and how old each was when the API took it. */
export function measureGroup(result: GroupResult, metrics: Metrics, nowMs: number): void {
  const { accepted, duplicates, refused } = result;
  for (const { call, event } of accepted) {
    metrics('RowsDelivered', 1, { call });
    metrics('Freshness', ageMs(event, nowMs), { call });
  }
  for (const { call } of duplicates) metrics('RowsDuplicate', 1, { call });
  for (const { row } of refused) metrics('RowsRefused', 1, { call: row.call });
}

/** A vendor's clock that runs fast makes nothing younger than new. */
function ageMs(event: CanonicalEvent, nowMs: number): number {
  return Math.max(0, nowMs - Date.parse(happenedAt(event)));
}

/** When a row became true: what a volume row sums is old when it is summed, and people have no time of their own. */
function happenedAt(event: CanonicalEvent): string {
  switch (event.type) {
    case 'agent-activity':
      return event.eventTime;
    case 'call-volume':
      return event.asOf ?? event.receivedAt;
    default:
      return event.receivedAt;
  }
}
