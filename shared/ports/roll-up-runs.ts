import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../events/instant.ts';
import { startOf } from '../roll-up/quarter-hour.ts';
import { conditionHeld } from './conditional-write.ts';
import { type Item, orUnavailable, type Table } from './table-reads.ts';

/** How far the roll-up of each account has come. Everything throws Unavailable where the table does not answer. */
export type RollUpRuns = {
  /** The quarter hours before this are closed; undefined before the first run. */
  closedUntil: (accountId: string) => Promise<Instant | undefined>;
  /** The first quarter hour that was closed began then; before it, nothing says that a quiet one was quiet. */
  begunAt: (accountId: string) => Promise<Instant | undefined>;
  /** Never goes backwards. */
  closeUntil: (accountId: string, until: Instant) => Promise<void>;
  /** Now, and later than every one given before, whatever the clocks say. */
  nextAsOf: (accountId: string) => Promise<Instant>;
};

const what = 'how far the roll-up has come';

export function createRollUpRuns({ client, tableName: TableName }: Table, now: () => number): RollUpRuns {
  const read = async (accountId: string): Promise<Item> => {
    const command = new GetItemCommand({ TableName, Key: keyOf(accountId), ConsistentRead: true });
    const { Item = {} } = await orUnavailable(client.send(command), what);
    return Item;
  };
  const nextAsOf = async (accountId: string): Promise<Instant> => {
    const { asOf } = await read(accountId);
    const nextMs = Math.max(now(), asOf?.S ? Date.parse(asOf.S) + 1 : 0);
    const next = new Date(nextMs).toISOString();
    const command = new UpdateItemCommand({
      TableName,
      Key: keyOf(accountId),
      UpdateExpression: 'SET asOf = :next',
      ConditionExpression: 'attribute_not_exists(asOf) OR asOf < :next',
      ExpressionAttributeValues: { ':next': { S: next } },
    });
    // Where another run took one in between, this one is the later.
    return (await conditionHeld(client.send(command), what)) ? next : await nextAsOf(accountId);
  };
  return {
    closedUntil: async (accountId) => (await read(accountId))['closedUntil']?.S,
    begunAt: async (accountId) => (await read(accountId))['begunAt']?.S,
    closeUntil: async (accountId, until) => {
      const command = new UpdateItemCommand({
        TableName,
        Key: keyOf(accountId),
        UpdateExpression: 'SET closedUntil = :until, begunAt = if_not_exists(begunAt, :first)',
        ConditionExpression: 'attribute_not_exists(closedUntil) OR closedUntil < :until',
        ExpressionAttributeValues: { ':until': { S: until }, ':first': { S: startOf(until) } },
      });
      await conditionHeld(client.send(command), what);
    },
    nextAsOf,
  };
}

function keyOf(accountId: string) {
  return { pk: { S: `roll-up#${accountId}` }, sk: { S: 'run' } };
}
