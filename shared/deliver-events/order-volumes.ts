import { Unavailable } from '../errors.ts';
import { openEnvelope, packEnvelopes, splitEvent } from '../events/envelope.ts';
import type { EventOf } from '../events/event.ts';
import type { DeliveredVolume, DeliveredVolumes } from '../ports/delivered-volumes.ts';
import type { DeliveryDependencies } from './deliver-messages.ts';
import type { Deliverable } from './deliverable.ts';
import { deliveredKey } from './delivered-key.ts';
import type { Collapsed } from './drop-superseded.ts';
import { knownAsOf } from './known-as-of.ts';
import { volumeRow } from './shape-row.ts';

type VolumeEvent = EventOf<'call-volume'>;
type Volumes = Pick<DeliveryDependencies, 'volumes' | 'configuration'>;

/** A window's rows, the volume rows among them held against the newest that were delivered of their keys. */
export type Ordered = {
  readonly unsent: readonly Deliverable[];
  /** Delivered before, or older than what was. */
  readonly done: readonly Deliverable[];
  /** Each older row with the newer one that is sent in its place, and whose fate it shares. */
  readonly standIns: ReadonlyMap<Deliverable, Deliverable>;
  /** Volume rows whose order could not be asked for. */
  readonly unordered: readonly Deliverable[];
};

/**
 * An older volume row is left out where a newer one of its key was delivered. One that was received before may have
 * overwritten that newer row in an attempt which ended before it could say so, and has the newer one sent again: also where
 * it is superseded in its window by that very row, which would pass for delivered.
 */
export async function orderVolumes(
  { rows, superseded }: Collapsed,
  { volumes, configuration }: Volumes,
): Promise<Ordered> {
  const volume = rows.filter(({ event }) => isVolume(event));
  if (volume.length === 0) return { unsent: rows, done: [], standIns: new Map(), unordered: [] };
  const others = rows.filter(({ event }) => !isVolume(event));
  const newest = await newestOf(volume, volumes);
  if (!newest) return { unsent: others, done: [], standIns: new Map(), unordered: volume };
  const unsent = [...others];
  const overwritten = overwrittenBy(superseded);
  const done: Deliverable[] = [];
  const standIns = new Map<Deliverable, Deliverable>();
  for (const row of volume) {
    const delivered = newest.get(deliveredKey(row));
    const standing = delivered ? comparedWith(row, delivered) : 'older';
    if (standing === 'older') unsent.push(row);
    else if (!delivered || !(overwritten.has(row) || (standing === 'newer' && isTriedBefore(row))))
      done.push(row);
    else {
      const standIn = standInFor(row, delivered, configuration);
      standIns.set(row, standIn);
      unsent.push(standIn);
    }
  }
  return { unsent, done, standIns, unordered: [] };
}

/** The rows of a window that stand for others of other content, of which one may have been sent before. */
function overwrittenBy(superseded: Collapsed['superseded']): ReadonlySet<Deliverable> {
  const pairs = [...superseded].filter(
    ([loser, winner]) =>
      isTriedBefore(loser) && deliveredVolume(loser).envelope !== deliveredVolume(winner).envelope,
  );
  return new Set(pairs.map(([, winner]) => winner));
}

function isTriedBefore({ message }: Deliverable): boolean {
  return message.receiveCount > 1;
}

/**
 * Notes that the API has taken these volume rows. Returns those that overwrote a newer one, each with that newer one, which has to
 * be sent again; throws Unavailable where the table does not answer.
 */
export async function recordVolumes(
  rows: readonly Deliverable[],
  { volumes, configuration }: Volumes,
): Promise<ReadonlyMap<Deliverable, Deliverable>> {
  const overwritten: Deliverable[] = [];
  for (const row of rows.filter(replacesStored)) {
    const { asOf, envelope } = deliveredVolume(row);
    if (!(await volumes.record(deliveredKey(row), { asOf, envelope }))) overwritten.push(row);
  }
  if (overwritten.length === 0) return new Map();
  const newest = await volumes.newest(overwritten.map(deliveredKey));
  return new Map(
    overwritten.flatMap((row) => {
      const delivered = newest.get(deliveredKey(row));
      return delivered ? [[row, standInFor(row, delivered, configuration)] as const] : [];
    }),
  );
}

/** A row that leaves what is stored alone has the last word over nothing. */
function replacesStored({ event }: Deliverable): boolean {
  return event.type === 'call-volume' && event.updateExisting !== false;
}

async function newestOf(
  rows: readonly Deliverable[],
  volumes: DeliveredVolumes,
): Promise<ReadonlyMap<string, DeliveredVolume> | undefined> {
  try {
    return await volumes.newest(rows.map(deliveredKey));
  } catch (error) {
    if (error instanceof Unavailable) return undefined;
    throw error;
  }
}

/** Where the delivered row stands to this one. */
function comparedWith(row: Deliverable, delivered: DeliveredVolume): 'older' | 'same' | 'newer' {
  const { asOf, envelope } = deliveredVolume(row);
  if (delivered.asOf !== asOf) return delivered.asOf > asOf ? 'newer' : 'older';
  return delivered.envelope === envelope ? 'same' : 'older';
}

function standInFor(
  row: Deliverable,
  { envelope }: DeliveredVolume,
  { cloudConnect }: DeliveryDependencies['configuration'],
): Deliverable {
  const [event] = openEnvelope(envelope);
  if (event?.type !== 'call-volume') return row;
  const { correlationId } = row.event;
  return { ...volumeRow(event, cloudConnect), event: { ...event, correlationId }, message: row.message };
}

function deliveredVolume({ event }: Deliverable): DeliveredVolume {
  const { provenance, own } = splitEvent(event);
  // Told again under another correlation id, a row is the same row.
  const [envelope = ''] = packEnvelopes({ ...provenance, correlationId: undefined }, [own]);
  return { asOf: isVolume(event) ? knownAsOf(event) : event.receivedAt, envelope };
}

function isVolume(event: Deliverable['event']): event is VolumeEvent {
  return event.type === 'call-volume';
}
