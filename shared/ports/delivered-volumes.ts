import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { Unavailable } from '../errors.ts';
import { conditionHeld } from './conditional-write.ts';

/** BatchGetItem reads no more at once. */
const keysPerRead = 100;
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
      for (let start = 0; start < keys.length; start += keysPerRead)
        for (const item of await read(client, table, keys.slice(start, start + keysPerRead))) {
          const { key, asOf, envelope } = item;
          if (key?.S && asOf?.S && envelope?.S) found.set(key.S, { asOf: asOf.S, envelope: envelope.S });
        }
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

async function read(
  client: DynamoDBClient,
  table: string,
  keys: readonly string[],
): Promise<Record<string, AttributeValue>[]> {
  const items: Record<string, AttributeValue>[] = [];
  let asked = keys.map(keyOf);
  while (asked.length > 0) {
    const command = new BatchGetItemCommand({
      RequestItems: { [table]: { Keys: asked, ConsistentRead: true } },
    });
    const { Responses, UnprocessedKeys } = await orUnavailable(client.send(command));
    items.push(...(Responses?.[table] ?? []));
    const left = UnprocessedKeys?.[table]?.Keys ?? [];
    if (left.length === asked.length)
      throw new Unavailable('the table gave none of the records of delivered volume rows');
    asked = left.flatMap(({ pk, sk }) => (pk && sk ? [{ pk, sk }] : []));
  }
  return items;
}

function keyOf(key: string): { pk: AttributeValue; sk: AttributeValue } {
  return { pk: { S: `delivered-volume#${key}` }, sk: { S: 'newest' } };
}

async function orUnavailable<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (cause) {
    throw new Unavailable('the table did not give the records of delivered volume rows', { cause });
  }
}
