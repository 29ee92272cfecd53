import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { orUnavailable, readPartition, type Table } from './table-reads.ts';

export type SeenItem = { readonly name: string; readonly seenAtMs: number };

/** What was told of lately, in a partition of the table; an item is forgotten after its days. */
export type SeenItems = {
  /** Throws Unavailable where the table does not answer. */
  write: (partition: string, item: SeenItem) => Promise<void>;
  /** By their names. Throws Unavailable where the table does not answer. */
  list: (partition: string) => Promise<readonly SeenItem[]>;
};

type SeenOptions = { readonly what: string; readonly days: number; readonly now: () => number };

const dayMs = 86_400_000;

export function createSeenItems(table: Table, { what, days, now }: SeenOptions): SeenItems {
  return {
    write: async (partition, { name, seenAtMs }) => {
      const Item = {
        pk: { S: partition },
        sk: { S: name },
        seenAt: { N: String(seenAtMs) },
        expiresAt: { N: String(Math.ceil((seenAtMs + days * dayMs) / 1000)) },
      };
      await orUnavailable(table.client.send(new PutItemCommand({ TableName: table.tableName, Item })), what);
    },
    list: async (partition) => {
      const items = await readPartition(table, partition, what);
      const seen = items.flatMap(({ sk, seenAt }) =>
        sk?.S === undefined ? [] : [{ name: sk.S, seenAtMs: Number(seenAt?.N ?? 0) }],
      );
      // DynamoDB deletes what has expired days late.
      return seen.filter(({ seenAtMs }) => now() - seenAtMs < days * dayMs);
    },
  };
}
