import type { Configuration } from '../configuration/configuration.ts';
import type { ContactStore, StoredContact } from '../ports/contact-store.ts';
import { type Contribution, contributionsOf } from './contributions.ts';
import { quarterHourOf, quarterHoursIn, type VolumeKey } from './quarter-hour.ts';
import { rulesOf } from './rules.ts';
import { type VolumeFigures, volumeOf } from './volume-row.ts';

type Store = { readonly contacts: ContactStore; readonly configuration: Configuration };

/**
 * The figures of one volume row, summed anew from what is known of each contact that may count in it. Throws Unavailable
 * where the table does not answer.
 */
export async function readVolume(key: VolumeKey, store: Store): Promise<VolumeFigures> {
  return volumeOf(await readContributions(key, store));
}

/** What each contact adds to a volume row. Throws Unavailable where the table does not answer. */
export async function readContributions(
  key: VolumeKey,
  { contacts, configuration }: Store,
): Promise<readonly Contribution[]> {
  const quarterHours = quarterHoursIn(key, configuration.cloudConnect.timeZone);
  const pointed = await Promise.all(quarterHours.map((at) => contacts.pointedAt(key.accountId, at)));
  // Of the two quarter hours of a key, one contact may count in both.
  const names = new Map(pointed.flat().map((name) => [JSON.stringify([name.source, name.contactId]), name]));
  const stored = await contacts.read([...names.values()]);
  const starts = new Set(quarterHours.map(({ start }) => start));
  return [...contributionsTo(key.collectionPoint, starts, stored, configuration)];
}

/** What these contacts add to a collection point in the quarter hours that begin then. */
export function* contributionsTo(
  collectionPoint: string,
  starts: ReadonlySet<string>,
  contacts: readonly Pick<StoredContact, 'facts' | 'source'>[],
  configuration: Pick<Configuration, 'sources'>,
): Iterable<Contribution> {
  for (const { facts, source } of contacts)
    for (const contribution of contributionsOf(facts, rulesOf(configuration, source)))
      if (contribution.collectionPoint === collectionPoint && starts.has(quarterHourOf(contribution.at)))
        yield contribution;
}
