import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../events/instant.ts';
import type { VolumeKey } from '../roll-up/quarter-hour.ts';
import { conditionHeld } from './conditional-write.ts';
import { type Item, orUnavailable, readPartition, type Table } from './table-reads.ts';

/** That a volume row must be sent, because something that it sums was told since. */
export type DirtyMark = VolumeKey & {
  /** The quarter hour that was touched last: of two that share the key, either. */
  readonly start: Instant;
  /** When it was first touched since it was last sent. */
  readonly touchedAt: Instant;
  /** Another one with every touch. */
  readonly version: string;
};

/** The volume rows that must be sent, a mark each. Everything throws Unavailable where the table does not answer. */
export type DirtyVolumes = {
  mark: (key: VolumeKey, touch: Pick<DirtyMark, 'start' | 'touchedAt'>) => Promise<void>;
  /** The marks of an account, in the order of their intervals. */
  list: (accountId: string) => Promise<readonly DirtyMark[]>;
  /** False, and the mark stays, where it was touched since it was listed. */
  clear: (listed: DirtyMark) => Promise<boolean>;
};

const what = 'a mark of a volume row that must be sent';

export function createDirtyVolumes(table: Table): DirtyVolumes {
  const { client, tableName: TableName } = table;
  const touchedBefore = (key: VolumeKey, touchedAt: Instant) => {
    const command = new UpdateItemCommand({
      TableName,
      Key: keyOf(key),
      UpdateExpression: 'SET touchedAt = :touchedAt',
      ConditionExpression: 'touchedAt > :touchedAt',
      ExpressionAttributeValues: { ':touchedAt': { S: touchedAt } },
    });
    return conditionHeld(client.send(command), what);
  };
  return {
    mark: async (key, { start, touchedAt }) => {
      const command = new UpdateItemCommand({
        TableName,
        Key: keyOf(key),
        UpdateExpression:
          'SET accountId = :account, collectionPoint = :point, #interval = :interval, #start = :start, version = :version, touchedAt = if_not_exists(touchedAt, :touchedAt)',
        ExpressionAttributeNames: { '#interval': 'interval', '#start': 'start' },
        ExpressionAttributeValues: {
          ':account': { S: key.accountId },
          ':point': { S: key.collectionPoint },
          ':interval': { S: key.interval },
          ':start': { S: start },
          ':version': { S: randomUUID() },
          ':touchedAt': { S: touchedAt },
        },
        ReturnValues: 'ALL_NEW',
      });
      const { Attributes } = await orUnavailable(client.send(command), what);
      // What came in first need not be recorded first.
      if ((Attributes?.['touchedAt']?.S ?? '') > touchedAt) await touchedBefore(key, touchedAt);
    },
    list: async (accountId) => {
      const items = await readPartition(table, partitionOf(accountId), 'the marks of volume rows to be sent');
      return items.flatMap((item) => markIn(item) ?? []);
    },
    clear: (listed) => {
      const command = new DeleteItemCommand({
        TableName,
        Key: keyOf(listed),
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: { ':version': { S: listed.version } },
      });
      return conditionHeld(client.send(command), what);
    },
  };
}

function markIn(item: Item): DirtyMark | undefined {
  const { accountId, collectionPoint, interval, start, version, touchedAt } = item;
  if (!accountId?.S || !collectionPoint?.S || !interval?.S) return undefined;
  if (!start?.S || !version?.S || !touchedAt?.S) return undefined;
  return {
    accountId: accountId.S,
    collectionPoint: collectionPoint.S,
    interval: interval.S,
    start: start.S,
    version: version.S,
    touchedAt: touchedAt.S,
  };
}

function partitionOf(accountId: string): string {
  return `dirty-volumes#${accountId}`;
}

function keyOf({ accountId, collectionPoint, interval }: VolumeKey) {
  return { pk: { S: partitionOf(accountId) }, sk: { S: `${interval}#${collectionPoint}` } };
}
