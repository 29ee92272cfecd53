import type { Configuration } from '../configuration/configuration.ts';
import type { EventOf } from '../events/event.ts';
import type { Instant } from '../events/instant.ts';
import { rollUpSource } from '../events/roll-up-source.ts';
import { quarterHoursIn, type VolumeKey } from './quarter-hour.ts';
import type { VolumeFigures } from './volume-row.ts';

/** The row as the event that deliver-events takes from any sender, true as of `asOf`. */
export function volumeEvent(
  key: VolumeKey,
  figures: VolumeFigures,
  { asOf, configuration }: { readonly asOf: Instant; readonly configuration: Configuration },
): EventOf<'call-volume'> {
  const { accountId, collectionPoint, interval } = key;
  const [first, second] = quarterHoursIn(key, configuration.cloudConnect.timeZone);
  return {
    type: 'call-volume',
    id: `${collectionPoint}@${interval}@${asOf}`,
    collectionPoint,
    interval: first?.start ?? `${interval}.000Z`,
    ...(second && { pass: 'both' }),
    ...figures,
    collectedAt: asOf,
    updateExisting: true,
    asOf,
    source: rollUpSource,
    accountId,
    receivedAt: asOf,
  };
}
