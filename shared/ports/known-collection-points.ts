import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { orUnavailable, readPartition, type Table } from './table-reads.ts';

/** A collection point of which nothing was told for so long is no longer known. */
export const knownDays = 7;
/** Telling the table more often would only cost. */
const againMs = 3_600_000;
const dayMs = 86_400_000;

/** Longer than contacts are kept, unless the horizon is of weeks. */
const accountDays = 60;

/** The collection points that contacts were told of lately. All throw Unavailable where the table does not answer. */
export type KnownCollectionPoints = {
  see: (accountId: string, collectionPoint: string) => Promise<void>;
  list: (accountId: string) => Promise<readonly string[]>;
  /** The accounts that have any, also those which the configuration no longer has. */
  accounts: () => Promise<readonly string[]>;
};

const what = 'the known collection points';

export function createKnownCollectionPoints(table: Table, now: () => number): KnownCollectionPoints {
  const seenAtMs = new Map<string, number>();
  const put = async (pk: string, sk: string, days: number) => {
    const expiresAt = String(Math.ceil((now() + days * dayMs) / 1000));
    const Item = { pk: { S: pk }, sk: { S: sk }, seenAt: { N: String(now()) }, expiresAt: { N: expiresAt } };
    await orUnavailable(table.client.send(new PutItemCommand({ TableName: table.tableName, Item })), what);
  };
  return {
    see: async (accountId, collectionPoint) => {
      const key = `${accountId}#${collectionPoint}`;
      const atMs = now();
      if (atMs - (seenAtMs.get(key) ?? 0) < againMs) return;
      await put(accountsPartition, accountId, accountDays);
      await put(partitionOf(accountId), collectionPoint, knownDays);
      seenAtMs.set(key, atMs);
    },
    list: async (accountId) => {
      const items = await readPartition(table, partitionOf(accountId), what);
      // DynamoDB deletes what has expired days late.
      const known = items.filter(({ seenAt }) => now() - Number(seenAt?.N ?? 0) < knownDays * dayMs);
      return known.flatMap(({ sk }) => sk?.S ?? []);
    },
    accounts: async () =>
      (await readPartition(table, accountsPartition, what)).flatMap(({ sk }) => sk?.S ?? []),
  };
}

const accountsPartition = 'accounts-with-contacts';

function partitionOf(accountId: string): string {
  return `collection-points#${accountId}`;
}
