import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { conditionHeld } from './conditional-write.ts';

/**
 * With the schedule's 48 versions a day, 40 forced ones stay under the 100 that Secrets Manager keeps. Attempts
 * count, not successes: a password that is wrong must not be tried on every delivery. The schedule is not limited,
 * so it mends within minutes whatever these refuse.
 */
const limits = { everyMs: 60_000, perUtcDay: 40 } as const;

type Cause = 'refused' | 'missing';

export type ForcedRefreshLimitOptions = {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly now: () => number;
};

/**
 * Whether a renewal may be forced now, counting it if so: at most once a minute and 40 times a UTC day. Each cause is
 * counted apart, so that the first login does not hold up the first refused token. Throws Unavailable.
 */
export function createForcedRefreshLimit({ client, tableName, now }: ForcedRefreshLimitOptions) {
  return async (cause: Cause): Promise<boolean> => {
    const nowMs = now();
    const write = (command: UpdateItemCommand) =>
      conditionHeld(client.send(command), 'the count of forced refreshes');
    return (
      (await write(countCommand(tableName, cause, nowMs))) ||
      (await write(newDayCommand(tableName, cause, nowMs)))
    );
  };
}

function countCommand(tableName: string, cause: Cause, nowMs: number): UpdateItemCommand {
  return new UpdateItemCommand({
    ...target(tableName, cause),
    UpdateExpression: 'SET lastAtMs = :now, forcedCount = forcedCount + :one',
    ConditionExpression: 'utcDay = :day AND forcedCount < :most AND lastAtMs <= :before',
    ExpressionAttributeValues: { ...values(nowMs), ':most': { N: String(limits.perUtcDay) } },
  });
}

function newDayCommand(tableName: string, cause: Cause, nowMs: number): UpdateItemCommand {
  return new UpdateItemCommand({
    ...target(tableName, cause),
    UpdateExpression: 'SET lastAtMs = :now, forcedCount = :one, utcDay = :day',
    ConditionExpression: 'attribute_not_exists(pk) OR (utcDay < :day AND lastAtMs <= :before)',
    ExpressionAttributeValues: values(nowMs),
  });
}

function target(tableName: string, cause: Cause) {
  return { TableName: tableName, Key: { pk: { S: 'token' }, sk: { S: `forced#${cause}` } } };
}

function values(nowMs: number) {
  return {
    ':now': { N: String(nowMs) },
    ':before': { N: String(nowMs - limits.everyMs) },
    ':day': { S: new Date(nowMs).toISOString().slice(0, 10) },
    ':one': { N: '1' },
  };
}
