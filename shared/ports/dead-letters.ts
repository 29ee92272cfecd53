import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { Unavailable } from '../errors.ts';
import { type DeadLetterItem, itemsOf } from './dead-letter-items.ts';

/** Why something could not be delivered; operators filter by it. */
export const deadLetterReasons = [
  /** A genuine webhook that its source could not read. */
  'untranslatable',
  /** A state without a code, a class or a code for the unmapped. */
  'unmapped-state',
  /** A row that the Cloud Connect API refused. */
  'refused',
  /** A message that waited longer in the queue than is allowed, or a change to an interval that is closed for good. */
  'too-old',
  /** An event of a contact of which more is told than the table holds of one. */
  'too-large',
  /** A message that crashed the function again and again. */
  'exhausted',
  /** A ready volume row of an hour that the account's clock repeats, which does not say that it is of both passes. */
  'ambiguous-interval',
  /** A message that is not an envelope of ours. */
  'unreadable',
] as const;
export type DeadLetterReason = (typeof deadLetterReasons)[number];

/** What could not be delivered, whole, with the reason. Times are ISO 8601 UTC with milliseconds. */
export type DeadLetter = {
  /** Unique within its source: two with one id are one. */
  readonly id: string;
  readonly reason: DeadLetterReason;
  /** In words: what was wrong, or what the API said. */
  readonly detail: string;
  readonly source: string;
  readonly accountId: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly attempts?: number;
  /** Of the webhook that it came with; what was enqueued before there were such ids has none. */
  readonly correlationId?: string | undefined;
  /** Of a refused row: the API's HTTP status, and the row as it was sent, as JSON. */
  readonly status?: number;
  readonly row?: string;
  readonly counts?: Readonly<Record<string, number>>;
  /** The whole of it, as text, so that it can be sent again. */
  readonly original: string;
};

export type DeadLetters = {
  /** Writes one, any number of times; throws Unavailable where the table does not take it. */
  put: (letter: DeadLetter) => Promise<void>;
};

/** The dead letters in the table. Writing needs no more than PutItem, which is all that receive-webhook may do. */
export function createDeadLetters(client: DynamoDBClient, table: string): DeadLetters {
  return {
    put: async (letter) => {
      try {
        const { head, parts } = itemsOf(letter);
        // The head goes last: whoever finds it finds the parts it counts.
        for (const Item of parts) await client.send(new PutItemCommand({ TableName: table, Item }));
        await putHead(client, table, head);
      } catch (cause) {
        throw new Unavailable(`the table did not take the dead letter ${letter.id}`, { cause });
      }
    },
  };
}

/** An item of the same id stands where it was seen earlier; otherwise this one takes its place with the newer words. */
async function putHead(client: DynamoDBClient, table: string, Item: DeadLetterItem): Promise<void> {
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item,
        ConditionExpression: 'attribute_not_exists(pk) OR firstSeenAt >= :firstSeenAt',
        ExpressionAttributeValues: { ':firstSeenAt': Item.firstSeenAt },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
