import { DeleteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { conditionHeld } from './conditional-write.ts';

/** Longer than refresh-token may run, so that a holder is ended by Lambda before its lease ends. */
const leaseMs = 60_000;

const key = { pk: { S: 'token' }, sk: { S: 'lease' } };

export type Lease = { readonly release: () => Promise<void> };

export type TokenLeaseOptions = {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly now: () => number;
  /** A fresh id for each lease: an invocation's own would be the same for its retries. */
  readonly newId: () => string;
};

/**
 * The right to call the API for a token: one holder at a time, for 60 seconds at most. Taking it gives undefined
 * where another holds it; both calls throw Unavailable where the table does not answer.
 */
export function createTokenLease(options: TokenLeaseOptions): () => Promise<Lease | undefined> {
  return async () => {
    const owner = options.newId();
    const taken = await conditionHeld(options.client.send(takeCommand(owner, options)), 'the token lease');
    return taken ? { release: () => release(owner, options) } : undefined;
  };
}

/**
 * DynamoDB deletes expired items days late, so the condition reads the time itself. An owner may take its own lease
 * again: that is the SDK repeating a request whose answer was lost.
 */
function takeCommand(owner: string, { tableName, now }: TokenLeaseOptions): PutItemCommand {
  const untilMs = now() + leaseMs;
  return new PutItemCommand({
    TableName: tableName,
    Item: {
      ...key,
      owner: { S: owner },
      leaseUntilMs: { N: String(untilMs) },
      expiresAt: { N: String(Math.ceil(untilMs / 1000)) },
    },
    ConditionExpression: 'attribute_not_exists(pk) OR leaseUntilMs <= :now OR #owner = :owner',
    ExpressionAttributeNames: { '#owner': 'owner' },
    ExpressionAttributeValues: { ':now': { N: String(now()) }, ':owner': { S: owner } },
  });
}

/** Only its owner ends a lease: whoever took it over keeps it. */
async function release(owner: string, { client, tableName }: TokenLeaseOptions): Promise<void> {
  const command = new DeleteItemCommand({
    TableName: tableName,
    Key: key,
    ConditionExpression: '#owner = :owner',
    ExpressionAttributeNames: { '#owner': 'owner' },
    ExpressionAttributeValues: { ':owner': { S: owner } },
  });
  await conditionHeld(client.send(command), "the token lease's release");
}
