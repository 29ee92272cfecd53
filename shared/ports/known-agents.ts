import { someAtOnce } from '../some-at-once.ts';
import { createSeenItems } from './seen-items.ts';
import type { Table } from './table-reads.ts';

/** An agent of whom nothing was told for so long is no longer known. */
export const knownAgentDays = 30;
const dayMs = 86_400_000;
/** Telling the table more often would only cost. */
const againMs = dayMs;
/** A warm environment's first window may know many; the rest waits for the next ones. */
const mostAtOnce = 200;
/** Requests under way to the table. */
const parallel = 20;

export type KnownAgent = { readonly agentId: string; readonly seenAtMs: number };

/** The agents whose activity came lately. */
export type KnownAgents = {
  /** Notes it here alone, for `store` to write. */
  see: (accountId: string, agentId: string) => void;
  /** Writes of those noted the ones that were not written within a day. Throws Unavailable; what failed stays noted. */
  store: () => Promise<void>;
  /** The account's agents, by their ids. Throws Unavailable. */
  list: (accountId: string) => Promise<readonly KnownAgent[]>;
};

type Noted = { readonly accountId: string; readonly agentId: string; readonly seenAtMs: number };

export function createKnownAgents(table: Table, now: () => number): KnownAgents {
  const seen = createSeenItems(table, { what: 'the known agents', days: knownAgentDays, now });
  const storedAtMs = new Map<string, number>();
  const noted = new Map<string, Noted>();
  const write = async ([key, { accountId, agentId, seenAtMs }]: readonly [string, Noted]) => {
    await seen.write(partitionOf(accountId), { name: agentId, seenAtMs });
    noted.delete(key);
    storedAtMs.set(key, seenAtMs);
  };
  return {
    see: (accountId, agentId) => {
      const key = `${accountId}#${agentId}`;
      const seenAtMs = now();
      if (seenAtMs - (storedAtMs.get(key) ?? 0) >= againMs) noted.set(key, { accountId, agentId, seenAtMs });
    },
    store: () => someAtOnce([...noted].slice(0, mostAtOnce), parallel, write),
    list: async (accountId) => {
      const agents = await seen.list(partitionOf(accountId));
      return agents.map(({ name: agentId, seenAtMs }) => ({ agentId, seenAtMs }));
    },
  };
}

function partitionOf(accountId: string): string {
  return `agents#${accountId}`;
}
