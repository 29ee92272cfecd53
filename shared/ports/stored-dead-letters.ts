import { gunzipSync } from 'node:zlib';
import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { Unavailable } from '../errors.ts';
import { faultsOf } from '../events/faults.ts';
import { conditionHeld } from './conditional-write.ts';
import { deadLetterPartitions } from './dead-letter-items.ts';
import { type DeadLetter, deadLetterReasons } from './dead-letters.ts';

/** A dead letter as it lies in the table; its original is fetched where it is asked for. */
export type StoredDeadLetter = Omit<DeadLetter, 'original' | 'counts'> & {
  /** Throws Unavailable where a part of it is missing or cannot be read. */
  readonly original: () => Promise<string>;
  /** Where its items lie. */
  readonly place: { readonly pk: string; readonly sk: string; readonly partsPk?: string };
};

export type StoredDeadLetters = {
  /** All of them, a page at a time; throws Unavailable where the table does not answer. */
  readonly all: () => AsyncGenerator<StoredDeadLetter>;
  /** Takes one away. False, and nothing done, where it is gone or was written anew since it was read. */
  readonly remove: (letter: StoredDeadLetter) => Promise<boolean>;
};

type Table = { readonly client: DynamoDBClient; readonly tableName: string };
type Item = Record<string, AttributeValue>;

const text = z.object({ S: z.string() });
const count = z.object({ N: z.string() });
const binary = z.object({ B: z.instanceof(Uint8Array) });

const head = z.object({
  pk: text,
  sk: text,
  id: text,
  reason: z.object({ S: z.enum(deadLetterReasons) }),
  detail: text,
  source: text,
  accountId: text,
  firstSeenAt: text,
  lastSeenAt: text,
  attempts: z.optional(count),
  correlationId: z.optional(text),
  original: z.optional(binary),
  partsPk: z.optional(text),
  parts: z.optional(count),
});

/** The dead letters in the table, for who looks after them. */
export function createStoredDeadLetters(table: Table): StoredDeadLetters {
  return {
    all: async function* () {
      for (const partition of deadLetterPartitions)
        for await (const item of itemsIn(partition, table)) yield letterOf(item, table);
    },
    remove: (letter) => remove(letter, table),
  };
}

/** The items of one partition; consistent, because a letter that was just written anew must not look like the old one. */
async function* itemsIn(pk: string, { client, tableName }: Table): AsyncGenerator<Item> {
  const query = {
    TableName: tableName,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
  };
  try {
    for await (const { Items = [] } of paginateQuery({ client }, query)) yield* Items;
  } catch (cause) {
    throw new Unavailable(`the table ${tableName} did not give its dead letters (${nameOf(cause)})`, {
      cause,
    });
  }
}

function letterOf(item: Item, table: Table): StoredDeadLetter {
  const { pk, sk, id, reason, detail, source, accountId, firstSeenAt, lastSeenAt, attempts, ...rest } =
    parseHead(item);
  const { correlationId, original, partsPk, parts } = rest;
  return {
    id: id.S,
    reason: reason.S,
    detail: detail.S,
    source: source.S,
    accountId: accountId.S,
    firstSeenAt: firstSeenAt.S,
    lastSeenAt: lastSeenAt.S,
    ...(attempts && { attempts: Number(attempts.N) }),
    ...(correlationId && { correlationId: correlationId.S }),
    place: { pk: pk.S, sk: sk.S, ...(partsPk && { partsPk: partsPk.S }) },
    original: async () => {
      const split = { id: id.S, partsPk: partsPk?.S ?? '', parts: Number(parts?.N ?? 0) };
      return gunzipSync(original?.B ?? (await joinParts(split, table))).toString();
    },
  };
}

/** A version that knows less than the one that wrote it must not leave it out silently, nor judge it. */
function parseHead(item: Item): z.infer<typeof head> {
  const parsed = head.safeParse(item);
  if (parsed.success) return parsed.data;
  const faults = faultsOf(parsed.error).map(({ path, message }) => `${path}: ${message}`);
  throw new Unavailable(
    `the dead letter ${item['sk']?.S} does not read as one (${faults.join('; ')}): use the version that is deployed`,
  );
}

async function joinParts({ id, partsPk, parts }: Parts, table: Table): Promise<Buffer> {
  const found = await Array.fromAsync(itemsIn(partsPk, table));
  if (found.length !== parts)
    throw new Unavailable(
      `of the original of ${id}, ${found.length} of ${parts} parts are there: list it again`,
    );
  return Buffer.concat(found.map((item) => z.object({ original: binary }).parse(item).original.B));
}

type Parts = { readonly id: string; readonly partsPk: string; readonly parts: number };

/**
 * The head goes first: broken off after it, only parts that nobody points to are left behind, and never a letter without
 * its original. Both go only as they were read: what failed again after a redrive was written anew, and stays.
 */
async function remove({ place, lastSeenAt }: StoredDeadLetter, table: Table): Promise<boolean> {
  const { pk, sk, partsPk } = place;
  if (!(await removeUnlessNewer({ pk: { S: pk }, sk: { S: sk } }, lastSeenAt, table))) return false;
  if (partsPk === undefined) return true;
  for await (const part of itemsIn(partsPk, table)) {
    const { pk: partPk, sk: partSk } = z.object({ pk: text, sk: text }).parse(part);
    await removeUnlessNewer({ pk: partPk, sk: partSk }, lastSeenAt, table);
  }
  return true;
}

async function removeUnlessNewer(
  Key: { pk: { S: string }; sk: { S: string } },
  lastSeenAt: string,
  { client, tableName }: Table,
): Promise<boolean> {
  const command = new DeleteItemCommand({
    TableName: tableName,
    Key,
    ConditionExpression: 'lastSeenAt <= :lastSeenAt',
    ExpressionAttributeValues: { ':lastSeenAt': { S: lastSeenAt } },
  });
  return await conditionHeld(client.send(command), 'the removal of a dead letter');
}

function nameOf(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
