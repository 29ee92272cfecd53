import { createNotedItems, type NotedItems } from './noted-items.ts';
import type { Table } from './table-reads.ts';

/** An agent of whom nothing was told for so long is no longer known. */
export const knownAgentDays = 30;

export type KnownAgent = { readonly agentId: string; readonly seenAtMs: number };

/** The agents whose activity came lately. */
export type KnownAgents = Pick<NotedItems, 'store'> & {
  /** Notes it here alone, for `store` to write. */
  see: (accountId: string, agentId: string) => void;
  /** The account's agents, by their ids. Throws Unavailable. */
  list: (accountId: string) => Promise<readonly KnownAgent[]>;
};

export function createKnownAgents(table: Table, now: () => number): KnownAgents {
  const items = createNotedItems(table, { what: 'the known agents', days: knownAgentDays, now });
  return {
    see: (accountId, agentId) => items.see(partitionOf(accountId), agentId),
    store: items.store,
    list: async (accountId) => {
      const agents = await items.list(partitionOf(accountId));
      return agents.map(({ name: agentId, seenAtMs }) => ({ agentId, seenAtMs }));
    },
  };
}

function partitionOf(accountId: string): string {
  return `agents#${accountId}`;
}
