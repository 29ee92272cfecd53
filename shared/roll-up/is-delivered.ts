import type { Configuration } from '../configuration/configuration.ts';
import { deliveredKey } from '../deliver-events/delivered-key.ts';
import { volumeRow } from '../deliver-events/shape-row.ts';
import { openEnvelope } from '../events/envelope.ts';
import type { EventOf } from '../events/event.ts';
import type { DeliveredVolumes } from '../ports/delivered-volumes.ts';
import type { VolumeFigures } from './volume-row.ts';

type VolumeEvent = EventOf<'call-volume'>;

const figures = [
  'contactsOffered',
  'contactsNotHandled',
  'talkSeconds',
  'holdSeconds',
  'serviceLevelPct',
  'outboundContacts',
  'outboundSeconds',
] as const satisfies readonly (keyof VolumeFigures)[];

/** Whether the newest row that was delivered of this key has these very figures; throws Unavailable. */
export async function isDelivered(
  event: VolumeEvent,
  {
    volumes,
    configuration: { cloudConnect },
  }: { readonly volumes: Pick<DeliveredVolumes, 'newest'>; readonly configuration: Configuration },
): Promise<boolean> {
  const key = deliveredKey({ ...volumeRow(event, cloudConnect), event });
  const delivered = (await volumes.newest([key])).get(key);
  const [stored] = delivered ? openEnvelope(delivered.envelope) : [];
  return stored?.type === 'call-volume' && figures.every((name) => stored[name] === event[name]);
}
