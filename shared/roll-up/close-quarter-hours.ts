import { knownDays } from '../ports/known-collection-points.ts';
import { someAtOnce } from '../some-at-once.ts';
import { quarterHourOf, quarterHoursBetween, quarterMs, volumeKey } from './quarter-hour.ts';
import type { RollUpDependencies } from './roll-up.ts';

const atOnce = 10;
const hourMs = 3_600_000;

type Closing = Pick<RollUpDependencies, 'configuration' | 'collectionPoints' | 'dirty' | 'runs' | 'now'>;

/**
 * Marks a row for each known collection point and quarter hour that has ended since the last run, so that a quiet one is
 * sent as zeros. All are marked before the run is noted: one that ends in between marks them again. Runs that were missed
 * are made up for as far back as an interval may still change, or collection points are known.
 */
export async function closeQuarterHours(accountId: string, dependencies: Closing): Promise<void> {
  const { configuration, collectionPoints, dirty, runs, now } = dependencies;
  const nowAt = new Date(now()).toISOString();
  const until = quarterHourOf(nowAt);
  const { horizonHours } = configuration.rollUp;
  const farthestMs = Date.parse(until) - Math.min(horizonHours, knownDays * 24) * hourMs;
  const closedUntil = await runs.closedUntil(accountId);
  const fromMs = closedUntil ? Math.max(Date.parse(closedUntil), farthestMs) : Date.parse(until) - quarterMs;
  const starts = quarterHoursBetween(new Date(fromMs).toISOString(), until);
  if (starts.length === 0) return;
  const seen = await collectionPoints.list(accountId);
  const points = new Set([...configured(accountId, configuration), ...seen]);
  const quarterHours = starts.flatMap((start) =>
    [...points].map((collectionPoint) => ({ collectionPoint, start })),
  );
  await someAtOnce(quarterHours, atOnce, async (at) => {
    const key = volumeKey(accountId, at, configuration.cloudConnect.timeZone);
    await dirty.mark(key, { start: at.start, touchedAt: nowAt });
  });
  await runs.closeUntil(accountId, until);
}

function configured(accountId: string, { sources }: Closing['configuration']): string[] {
  const own = Object.values(sources).filter((source) => source.accountId === accountId);
  return own.flatMap(({ volume }) => volume.collectionPoints);
}
