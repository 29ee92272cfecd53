import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { conditionHeld } from './conditional-write.ts';
import { type ItemKey, readItems } from './table-reads.ts';

/** Longer than any message lives in the queue (14 days): until then an older row may still come. */
const recordSeconds = 15 * 86_400;

/** The newest row of a key that the API has taken. */
export type DeliveredVolume = {
  /** ISO 8601: when what it says was so. */
  readonly asOf: string;
  /** An envelope that holds its event alone, so that it can be sent again. */
  readonly envelope: string;
};

/** Which volume row of each key was delivered last by its `asOf`, so that an older one never has the last word. */
export type DeliveredVolumes = {
  /** By key, those there are. Throws Unavailable. */
  newest: (keys: readonly string[]) => Promise<ReadonlyMap<string, DeliveredVolume>>;
  /** False, and nothing written, where a newer one is recorded. Throws Unavailable. */
  record: (key: string, volume: DeliveredVolume) => Promise<boolean>;
};

/** The records in the table, an item a key. */
export function createDeliveredVolumes(
  client: DynamoDBClient,
  table: string,
  now: () => number,
): DeliveredVolumes {
  return {
    newest: async (keys) => {
      const found = new Map<string, DeliveredVolume>();
      const items = await readItems(
        { client, tableName: table },
        keys.map(keyOf),
        'the delivered volume rows',
      );
      for (const { key, asOf, envelope } of items)
        if (key?.S && asOf?.S && envelope?.S) found.set(key.S, { asOf: asOf.S, envelope: envelope.S });
      return found;
    },
    record: (key, { asOf, envelope }) => {
      const expiresAt = String(Math.ceil(now() / 1000) + recordSeconds);
      const command = new PutItemCommand({
        TableName: table,
        Item: {
          ...keyOf(key),
          key: { S: key },
          asOf: { S: asOf },
          envelope: { S: envelope },
          expiresAt: { N: expiresAt },
        },
        ConditionExpression: 'attribute_not_exists(pk) OR asOf <= :asOf',
        ExpressionAttributeValues: { ':asOf': { S: asOf } },
      });
      return conditionHeld(client.send(command), 'the record of a delivered volume row');
    },
  };
}

function keyOf(key: string): ItemKey {
  return { pk: { S: `delivered-volume#${key}` }, sk: { S: 'newest' } };
}
