import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type Item, orUnavailable, readItems, readPartition, type Table } from './table-reads.ts';

export type SeenItem = { readonly name: string; readonly seenAtMs: number };

/** What was told of lately, in a partition of the table; an item is forgotten after its days. */
export type SeenItems = {
  /** Throws Unavailable where the table does not answer. */
  write: (partition: string, item: SeenItem) => Promise<void>;
  /** By their names. Throws Unavailable where the table does not answer. */
  list: (partition: string) => Promise<readonly SeenItem[]>;
  /** Those there are of these names. Throws Unavailable where the table does not answer. */
  find: (partition: string, names: readonly string[]) => Promise<readonly SeenItem[]>;
};

export type SeenOptions = { readonly what: string; readonly days: number; readonly now: () => number };

const dayMs = 86_400_000;

export function createSeenItems(table: Table, { what, days, now }: SeenOptions): SeenItems {
  // DynamoDB deletes what has expired days late.
  const recent = (items: readonly Item[]) =>
    items
      .flatMap(({ sk, seenAt }) =>
        sk?.S === undefined ? [] : [{ name: sk.S, seenAtMs: Number(seenAt?.N ?? 0) }],
      )
      .filter(({ seenAtMs }) => now() - seenAtMs < days * dayMs);
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
    list: async (partition) => recent(await readPartition(table, partition, what)),
    find: async (partition, names) => {
      const keys = [...new Set(names)].map((name) => ({ pk: { S: partition }, sk: { S: name } }));
      return recent(await readItems(table, keys, what));
    },
  };
}
