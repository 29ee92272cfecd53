import type { DeadLetterReason } from '../../../shared/ports/dead-letters.ts';
import type { StoredDeadLetters } from '../../../shared/ports/stored-dead-letters.ts';

/** What lies among the dead letters. */
export type DeadLetterTally = {
  readonly count: number;
  /** More than were counted. */
  readonly isMore: boolean;
  /** The most frequent first. */
  readonly groups: readonly {
    readonly reason: DeadLetterReason;
    readonly source: string;
    readonly count: number;
  }[];
  /** When the one that failed last did so. */
  readonly newestAt: string | undefined;
};

/** More of them are no other finding, and reading each takes time. */
const mostCounted = 10_000;

/** Counts the dead letters by reason and source. Throws Unavailable. */
export async function readDeadLetters({ all }: Pick<StoredDeadLetters, 'all'>): Promise<DeadLetterTally> {
  const counts = new Map<string, { reason: DeadLetterReason; source: string; count: number }>();
  let count = 0;
  let newestAt: string | undefined;
  for await (const { reason, source, lastSeenAt } of all()) {
    if (count === mostCounted) return { count, isMore: true, groups: sorted(counts), newestAt };
    count += 1;
    const key = `${reason} ${source}`;
    counts.set(key, { reason, source, count: (counts.get(key)?.count ?? 0) + 1 });
    if (newestAt === undefined || lastSeenAt > newestAt) newestAt = lastSeenAt;
  }
  return { count, isMore: false, groups: sorted(counts), newestAt };
}

function sorted(counts: ReadonlyMap<string, DeadLetterTally['groups'][number]>) {
  return [...counts.values()].toSorted((one, other) => other.count - one.count);
}
