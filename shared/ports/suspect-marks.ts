import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { orUnavailable } from './table-reads.ts';

/** Longer than any message lives in the queue (14 days), so that a mark never goes before its message. */
const markSeconds = 15 * 86_400;

const what = 'a suspect mark';

/** One attempt at a message. */
export type SuspectMark = {
  /** Unix milliseconds. */
  readonly atMs: number;
  /** Whether nothing else was attempted with it, that could have been the cause. */
  readonly isAlone: boolean;
};

/** How often a message was begun with and not done with: an outage leaves no mark, a crash does. */
export type SuspectMarks = {
  /** The oldest first. */
  marks: (messageId: string) => Promise<readonly SuspectMark[]>;
  /** Written before a message is handled, alone or among others. */
  mark: (messageId: string, isAlone: boolean) => Promise<void>;
  /** Taken away on every outcome, whatever it is. */
  unmark: (messageId: string) => Promise<void>;
};

/** The marks in the table, an item a message; throws Unavailable where the table does not answer. */
export function createSuspectMarks(client: DynamoDBClient, table: string, now: () => number): SuspectMarks {
  return {
    marks: async (messageId) => {
      const command = new GetItemCommand({ TableName: table, Key: keyOf(messageId), ConsistentRead: true });
      const { Item } = await orUnavailable(client.send(command), what);
      return (Item?.['marks']?.L ?? []).map(({ M }) => ({
        atMs: Number(M?.['atMs']?.N),
        isAlone: M?.['isAlone']?.BOOL === true,
      }));
    },
    mark: async (messageId, isAlone) => {
      const command = new UpdateItemCommand({
        TableName: table,
        Key: keyOf(messageId),
        UpdateExpression:
          'SET marks = list_append(if_not_exists(marks, :none), :now), expiresAt = :expiresAt',
        ExpressionAttributeValues: {
          ':none': { L: [] },
          ':now': { L: [{ M: { atMs: { N: String(now()) }, isAlone: { BOOL: isAlone } } }] },
          ':expiresAt': { N: String(Math.ceil(now() / 1000) + markSeconds) },
        },
      });
      await orUnavailable(client.send(command), what);
    },
    unmark: async (messageId) => {
      const command = new DeleteItemCommand({ TableName: table, Key: keyOf(messageId) });
      await orUnavailable(client.send(command), what);
    },
  };
}

function keyOf(messageId: string) {
  return { pk: { S: `suspect#${messageId}` }, sk: { S: 'mark' } };
}
