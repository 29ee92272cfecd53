import type { ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What requests of one kind have cost, in the table's units. */
export type Counted = { requests: number; writeUnits: number; readUnits: number };

const reads: ReadonlySet<string> = new Set(['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand']);
const whats = {
  contact: 'contacts',
  counted: 'pointers',
  'dirty-volumes': 'marks',
  'collection-points': 'known collection points',
  'roll-up': 'runs',
  'accounts-with-contacts': 'accounts',
} as const;
const partition = new RegExp(`"(${Object.keys(whats).join('|')})[#"]`);

/**
 * Counts what this client asks the table for, by kind of request and of item. The table itself tells the units; a write whose
 * condition does not hold tells none, and counts as one.
 */
export function countRequests(client: DynamoDBClient): ReadonlyMap<string, Counted> {
  const counts = new Map<string, Counted>();
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const input = { ...args.input, ReturnConsumedCapacity: 'TOTAL' } as typeof args.input;
        let units = 1;
        try {
          const result = await next({ ...args, input });
          units = unitsOf(result.output);
          return result;
        } finally {
          const what = partition.exec(JSON.stringify(args.input))?.[1] as keyof typeof whats | undefined;
          const name = `${commandName.replace('Command', '')} ${what ? whats[what] : 'other'}`;
          const known = counts.get(name) ?? { requests: 0, writeUnits: 0, readUnits: 0 };
          known.requests += 1;
          known[reads.has(commandName) ? 'readUnits' : 'writeUnits'] += units;
          counts.set(name, known);
        }
      },
    { step: 'initialize', name: 'countRequests' },
  );
  return counts;
}

function unitsOf(output: unknown): number {
  const { ConsumedCapacity: consumed } = output as {
    ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
  };
  return [consumed ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
}
