import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import { Unavailable } from '../errors.ts';

export type Item = Readonly<Record<string, AttributeValue>>;
export type ItemKey = { readonly pk: AttributeValue; readonly sk: AttributeValue };

export type Table = { readonly client: DynamoDBClient; readonly tableName: string };

/** BatchGetItem reads no more at once. */
const keysPerRead = 100;

/** The items that there are under these keys, as they are now. Throws Unavailable, naming what was read. */
export async function readItems(
  { client, tableName }: Table,
  keys: readonly ItemKey[],
  what: string,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let asked = [...keys]; asked.length > 0; ) {
    const command = new BatchGetItemCommand({
      RequestItems: { [tableName]: { Keys: asked.slice(0, keysPerRead), ConsistentRead: true } },
    });
    const { Responses, UnprocessedKeys } = await orUnavailable(client.send(command), what);
    items.push(...(Responses?.[tableName] ?? []));
    const left = UnprocessedKeys?.[tableName]?.Keys ?? [];
    if (left.length === Math.min(asked.length, keysPerRead))
      throw new Unavailable(`the table gave none of ${what}`);
    asked = [...left.flatMap(({ pk, sk }) => (pk && sk ? [{ pk, sk }] : [])), ...asked.slice(keysPerRead)];
  }
  return items;
}

/** Every item of a partition, as it is now, in the order of the sort keys. Throws Unavailable, naming what was read. */
export async function readPartition({ client, tableName }: Table, pk: string, what: string): Promise<Item[]> {
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
      ConsistentRead: true,
    },
  );
  const items: Item[] = [];
  return await orUnavailable(
    (async () => {
      for await (const { Items = [] } of pages) items.push(...Items);
      return items;
    })(),
    what,
  );
}

/** Throws Unavailable where the table does not answer, naming what it was asked for. */
export async function orUnavailable<Answer>(answer: Promise<Answer>, what: string): Promise<Answer> {
  try {
    return await answer;
  } catch (cause) {
    throw new Unavailable(`the table did not take or give ${what}`, { cause });
  }
}
