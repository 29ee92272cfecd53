import { knownDays } from '../ports/known-collection-points.ts';
import { someAtOnce } from '../some-at-once.ts';
import { endOf, quarterHourOf, quarterHoursBetween, quarterMs, volumeKey } from './quarter-hour.ts';
import type { RollUpDependencies } from './roll-up.ts';

const atOnce = 10;
const hourMs = 3_600_000;

/** With less left than this no further quarter hour is closed: what is marked is sent first. */
const reserveMs = 120_000;

type Closing = Pick<
  RollUpDependencies,
  'configuration' | 'collectionPoints' | 'dirty' | 'runs' | 'now' | 'remainingMs'
>;

/**
 * Marks a row for each known collection point and quarter hour that has ended since the last run, so that a quiet one is
 * sent as zeros. All of one are marked before that is noted: a run that ends in between marks them again. Runs that were
 * missed are made up for as far back as an interval may still change, or collection points are known, the oldest first.
 */
export async function closeQuarterHours(accountId: string, dependencies: Closing): Promise<void> {
  const { configuration, collectionPoints, dirty, runs, now, remainingMs } = dependencies;
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
  for (const start of starts) {
    if (remainingMs() < reserveMs) return;
    await someAtOnce([...points], atOnce, async (collectionPoint) => {
      const key = volumeKey(accountId, { collectionPoint, start }, configuration.cloudConnect.timeZone);
      await dirty.mark(key, { start, touchedAt: nowAt });
    });
    await runs.closeUntil(accountId, endOf(start));
  }
}

function configured(accountId: string, { sources }: Closing['configuration']): string[] {
  const own = Object.values(sources).filter((source) => source.accountId === accountId);
  return own.flatMap(({ volume }) => volume.collectionPoints);
}
