import { formatTime } from '../../shared/cloud-connect/format-time.ts';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import type { TranslatedEvent } from '../../shared/events/event.ts';
import { toZonedTime } from '../../shared/events/zoned-time.ts';
import type { RowKind } from './arrived-rows.ts';

/** A row that must be in Cloud Connect, by what identifies it there. */
export type ExpectedRow = { readonly kind: RowKind; readonly key: readonly string[] };

/** The rows that these events must become; contact events are rolled up into others and become none by themselves. */
export function expectedRows(
  events: readonly TranslatedEvent[],
  { cloudConnect }: Configuration,
): ExpectedRow[] {
  const time = (instant: string) => formatTime(instant, cloudConnect.timeFormat);
  return events.flatMap((event): ExpectedRow[] => {
    switch (event.type) {
      case 'agent-activity':
        return [{ kind: 'agent-activity', key: [event.agentId, time(event.eventTime)] }];
      case 'call-volume':
        return [
          {
            kind: 'call-volume',
            key: [event.collectionPoint, time(toZonedTime(event.interval, cloudConnect.timeZone))],
          },
        ];
      case 'person':
        return [{ kind: 'people', key: [event.agentId] }];
      case 'collection-point':
        return [{ kind: 'collection-points', key: [event.collectionPoint] }];
      default:
        return [];
    }
  });
}
