import { createNotedItems, type NotedItems } from './noted-items.ts';
import type { Table } from './table-reads.ts';

/** For so long a person is not sent again: what became of it may have changed since. */
export const knownPeopleDays = 30;

/** What became of an announced user for good: the API has a row of it, or its name is one that no row can hold. */
export type PersonFate = 'stored' | 'unusable';

/** The users that vendors announced, by account and AgentId; nobody's name is kept. */
export type KnownPeople = Pick<NotedItems, 'store'> & {
  /** Notes it here alone, for `store` to write. */
  see: (fate: PersonFate, accountId: string, agentId: string) => void;
  /** Which of these agents met this fate lately. Throws Unavailable. */
  find: (fate: PersonFate, accountId: string, agentIds: readonly string[]) => Promise<ReadonlySet<string>>;
};

export function createKnownPeople(table: Table, now: () => number): KnownPeople {
  const items = createNotedItems(table, { what: 'the known people', days: knownPeopleDays, now });
  return {
    see: (fate, accountId, agentId) => items.see(partitionOf(fate, accountId), agentId),
    store: items.store,
    find: (fate, accountId, agentIds) => items.find(partitionOf(fate, accountId), agentIds),
  };
}

function partitionOf(fate: PersonFate, accountId: string): string {
  return `people-${fate}#${accountId}`;
}
