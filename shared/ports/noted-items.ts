import { someAtOnce } from '../some-at-once.ts';
import { createSeenItems, type SeenItem, type SeenOptions } from './seen-items.ts';
import type { Table } from './table-reads.ts';

const dayMs = 86_400_000;
/** Telling the table more often would only cost. */
const againMs = dayMs;
/** A warm environment's first window may know many; the rest waits for the next ones. */
const mostAtOnce = 200;
/** Requests under way to the table. */
const parallel = 20;

/** What was seen lately, noted in this environment and written to the table at most once a day. */
export type NotedItems = {
  /** Notes it here alone, for `store` to write. */
  see: (partition: string, name: string) => void;
  /** Writes of those noted the ones that were not written within a day. Throws Unavailable; what failed stays noted. */
  store: () => Promise<void>;
  /** Those of a partition in the table, by their names. Throws Unavailable. */
  list: (partition: string) => Promise<readonly SeenItem[]>;
  /** Which of these names are known, here or in the table, which is asked for the others alone. Throws Unavailable. */
  find: (partition: string, names: readonly string[]) => Promise<ReadonlySet<string>>;
};

type Noted = SeenItem & { readonly partition: string };

export function createNotedItems(table: Table, options: SeenOptions): NotedItems {
  const { days, now } = options;
  const seen = createSeenItems(table, options);
  const storedAtMs = new Map<string, number>();
  const noted = new Map<string, Noted>();
  const keyOf = (partition: string, name: string) => `${partition}#${name}`;
  const isKnown = (key: string) =>
    noted.has(key) || now() - (storedAtMs.get(key) ?? Number.NEGATIVE_INFINITY) < days * dayMs;
  const write = async ([key, { partition, name, seenAtMs }]: readonly [string, Noted]) => {
    await seen.write(partition, { name, seenAtMs });
    noted.delete(key);
    storedAtMs.set(key, seenAtMs);
  };
  return {
    see: (partition, name) => {
      const key = keyOf(partition, name);
      const seenAtMs = now();
      if (seenAtMs - (storedAtMs.get(key) ?? 0) >= againMs) noted.set(key, { partition, name, seenAtMs });
    },
    store: () => someAtOnce([...noted].slice(0, mostAtOnce), parallel, write),
    list: seen.list,
    find: async (partition, names) => {
      const unknown = names.filter((name) => !isKnown(keyOf(partition, name)));
      for (const { name, seenAtMs } of await seen.find(partition, unknown))
        storedAtMs.set(keyOf(partition, name), seenAtMs);
      return new Set(names.filter((name) => isKnown(keyOf(partition, name))));
    },
  };
}
