import { createSeenItems } from './seen-items.ts';
import type { Table } from './table-reads.ts';

/** A collection point of which nothing was told for so long is no longer known. */
export const knownDays = 7;
/** Telling the table more often would only cost. */
const againMs = 3_600_000;
/** Longer than contacts are kept, unless the horizon is of weeks. */
const accountDays = 60;

/** The collection points that contacts were told of lately. All throw Unavailable where the table does not answer. */
export type KnownCollectionPoints = {
  see: (accountId: string, collectionPoint: string) => Promise<void>;
  list: (accountId: string) => Promise<readonly string[]>;
  /** The accounts that have any, also those which the configuration no longer has. */
  accounts: () => Promise<readonly string[]>;
};

export function createKnownCollectionPoints(table: Table, now: () => number): KnownCollectionPoints {
  const what = 'the known collection points';
  const points = createSeenItems(table, { what, days: knownDays, now });
  const accounts = createSeenItems(table, { what, days: accountDays, now });
  const writtenAtMs = new Map<string, number>();
  return {
    see: async (accountId, collectionPoint) => {
      const key = `${accountId}#${collectionPoint}`;
      const seenAtMs = now();
      if (seenAtMs - (writtenAtMs.get(key) ?? 0) < againMs) return;
      await accounts.write(accountsPartition, { name: accountId, seenAtMs });
      await points.write(partitionOf(accountId), { name: collectionPoint, seenAtMs });
      writtenAtMs.set(key, seenAtMs);
    },
    list: async (accountId) => (await points.list(partitionOf(accountId))).map(({ name }) => name),
    accounts: async () => (await accounts.list(accountsPartition)).map(({ name }) => name),
  };
}

const accountsPartition = 'accounts-with-contacts';

function partitionOf(accountId: string): string {
  return `collection-points#${accountId}`;
}
