import type { CanonicalEvent } from '../events/event.ts';
import type { Metrics } from '../metrics.ts';
import type { GroupResult } from './deliver-group.ts';

/** Counts a group's rows, which are all of one call, and measures how old each was when the API took it. */
export function measureGroup(result: GroupResult, metrics: Metrics, nowMs: number): void {
  const { accepted, duplicates, refused } = result;
  const row = accepted[0] ?? duplicates[0] ?? refused[0]?.row;
  if (!row) return;
  const { call } = row;
  if (accepted.length > 0) {
    const ages = accepted.map(({ event }) => ageMs(event, nowMs));
    metrics('RowsDelivered', accepted.length, { call });
    metrics('Freshness', ages, { call });
  }
  if (duplicates.length > 0) metrics('RowsDuplicate', duplicates.length, { call });
  if (refused.length > 0) metrics('RowsRefused', refused.length, { call });
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
