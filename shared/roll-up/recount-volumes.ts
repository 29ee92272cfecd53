import type { Instant } from '../events/instant.ts';
import { countableHours } from '../record-contacts/gather-contacts.ts';
import { someAtOnce } from '../some-at-once.ts';
import { packRows } from './pack-rows.ts';
import { endOf, quarterHourOf, quarterHoursBetween, quarterHoursIn, volumeKey } from './quarter-hour.ts';
import { readContributions } from './read-volume.ts';
import type { Recount, RecountAnswer, RecountedRow } from './recount-request.ts';
import type { RollUpDependencies } from './roll-up.ts';
import { volumeEvent } from './volume-event.ts';
import { volumeOf, wrapSecondsOf } from './volume-row.ts';

export type RecountDependencies = Pick<
  RollUpDependencies,
  'configuration' | 'contacts' | 'collectionPoints' | 'runs' | 'now'
>;

type Place = {
  readonly accountId: string;
  readonly collectionPoint: string;
  /** Configured, or seen lately: its quiet intervals are rows of zeros. */
  readonly isKnown: boolean;
};

const atOnce = 10;
/** Far below the 6 MB that Lambda lets a function answer: a row takes some 600 bytes. */
const rowsPerAnswer = 1000;
const hourMs = 3_600_000;

/**
 * The rows that an operator asks for, summed anew from what is known of each contact; quiet intervals are rows of zeros, and
 * an interval that has not ended has none. What does not fit into one answer begins with its `next`. Throws Unavailable
 * where the table does not answer.
 */
export async function recountVolumes(
  wish: Recount,
  dependencies: RecountDependencies,
): Promise<RecountAnswer> {
  const detail = refusalOf(wish, dependencies);
  if (detail !== undefined) return { outcome: 'refused', detail };
  const places = await placesOf(wish, dependencies);
  const starts = startsOf(wish, dependencies.now());
  const perAnswer = Math.max(1, Math.floor(rowsPerAnswer / Math.max(1, places.length)));
  const rows = await recount(places, starts.slice(0, perAnswer), dependencies);
  const { timeZone } = dependencies.configuration.cloudConnect;
  const next = starts[perAnswer];
  return { outcome: 'recounted', timeZone, rows, ...(next !== undefined && { next }) };
}

/** A row summed of what is no longer kept would say that nothing was. */
function refusalOf(
  { sources, from }: Recount,
  { configuration, now }: RecountDependencies,
): string | undefined {
  const names = Object.keys(configuration.sources);
  const unknown = sources.find((name) => !names.includes(name));
  if (unknown !== undefined) return `--source: got ${JSON.stringify(unknown)}, allowed: ${names.join(', ')}`;
  const hours = countableHours(configuration.rollUp);
  const earliest = new Date(now() - hours * hourMs).toISOString();
  if (from >= earliest) return undefined;
  return `--from: got ${from}, allowed: ${earliest} or later, because contacts are kept for ${hours} hours`;
}

/** Those that are named, or else those that are known, of the accounts of these sources. */
async function placesOf(
  { sources, collectionPoints: named }: Recount,
  { configuration, collectionPoints }: RecountDependencies,
): Promise<readonly Place[]> {
  const entries = Object.entries(configuration.sources);
  const asked = entries.filter(([name]) => sources.length === 0 || sources.includes(name));
  const accounts = new Set(asked.map(([, { accountId }]) => accountId));
  const places: Place[] = [];
  for (const accountId of accounts) {
    const own = entries.filter(([, source]) => source.accountId === accountId);
    const configured = own.flatMap(([, { volume }]) => volume.collectionPoints);
    const known = new Set([...configured, ...(await collectionPoints.list(accountId))]);
    for (const collectionPoint of new Set(named.length > 0 ? named : known))
      places.push({ accountId, collectionPoint, isKnown: known.has(collectionPoint) });
  }
  return places;
}

function startsOf({ from, to }: Recount, nowMs: number): readonly Instant[] {
  const last = new Date(Math.min(Date.parse(to) - 1, nowMs)).toISOString();
  return quarterHoursBetween(quarterHourOf(from), endOf(quarterHourOf(last)));
}

/** `asOf` is taken before anything is read, so that whatever is told afterwards makes a newer row. */
async function recount(
  places: readonly Place[],
  starts: readonly Instant[],
  dependencies: RecountDependencies,
): Promise<RecountedRow[]> {
  const { runs, now } = dependencies;
  const rows: RecountedRow[] = [];
  for (const [accountId, own] of Map.groupBy(places, (place) => place.accountId)) {
    const asOf = await runs.nextAsOf(accountId);
    const begunAt = await runs.begunAt(accountId);
    const wanted = own.flatMap((place) => starts.map((start) => ({ ...place, start })));
    await someAtOnce(wanted, atOnce, async (at) => {
      const { timeZone } = dependencies.configuration.cloudConnect;
      const key = volumeKey(accountId, at, timeZone);
      const hasEnded = quarterHoursIn(key, timeZone).every(({ start }) => Date.parse(endOf(start)) <= now());
      if (!hasEnded) return;
      const { row, isCounted } = await recountRow(key, asOf, dependencies);
      // Of a time before the first run, of a name mistyped or of a collection point whose rows come ready, zeros would be an
      // untruth that wins.
      const wasQuiet = at.isKnown && begunAt !== undefined && at.start >= begunAt;
      if (isCounted || wasQuiet) rows.push(row);
    });
  }
  return rows;
}

async function recountRow(
  key: Parameters<typeof readContributions>[0],
  asOf: Instant,
  { configuration, contacts }: RecountDependencies,
): Promise<{ row: RecountedRow; isCounted: boolean }> {
  const entries = Object.entries(configuration.sources);
  const naming = entries.filter(
    ([, { accountId, volume }]) =>
      accountId === key.accountId && volume.collectionPoints.includes(key.collectionPoint),
  );
  const sources = new Set(naming.map(([name]) => name));
  let isCounted = false;
  const pointedAt: typeof contacts.pointedAt = async (accountId, at) => {
    const names = await contacts.pointedAt(accountId, at);
    for (const { source } of names) sources.add(source);
    isCounted ||= names.length > 0;
    return names;
  };
  const contributions = await readContributions(key, { contacts: { ...contacts, pointedAt }, configuration });
  const [body = ''] = packRows([volumeEvent(key, volumeOf(contributions), { asOf, configuration })]);
  return { row: { sources: [...sources], body, wrapSeconds: wrapSecondsOf(contributions) }, isCounted };
}
