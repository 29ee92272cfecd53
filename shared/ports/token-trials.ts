import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { type TokenTrial, type TokenTrials, tokenCallsAnswer } from '../refresh-token/try-token-calls.ts';
import { conditionHeld } from './conditional-write.ts';
import { orUnavailable } from './table-reads.ts';

const key = { pk: { S: 'token' }, sk: { S: 'trial' } };
const what = 'the last trial of login and refresh';

const item = z.object({
  triedAtMs: z.object({ N: z.string() }),
  versionId: z.object({ S: z.string() }),
  answer: z.optional(z.object({ S: z.string() })),
});

export type TokenTrialsOptions = { readonly client: DynamoDBClient; readonly tableName: string };

/** The last trial of login and refresh, in the table; both throw Unavailable where it does not answer. */
export function createTokenTrials({ client, tableName }: TokenTrialsOptions): TokenTrials {
  return {
    last: async () => {
      const command = new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true });
      const { Item } = await orUnavailable(client.send(command), what);
      const { data } = item.safeParse(Item);
      return data && trialIn(data);
    },
    note: async ({ triedAtMs, versionId, answer }, seen) => {
      const command = new PutItemCommand({
        TableName: tableName,
        Item: {
          ...key,
          triedAtMs: { N: String(triedAtMs) },
          versionId: { S: versionId },
          ...(answer && { answer: { S: JSON.stringify(answer) } }),
        },
        ...(seen
          ? {
              ConditionExpression: 'triedAtMs = :seen',
              ExpressionAttributeValues: { ':seen': { N: String(seen.triedAtMs) } },
            }
          : { ConditionExpression: 'attribute_not_exists(pk)' }),
      });
      return await conditionHeld(client.send(command), what);
    },
  };
}

/** An answer that another version of the adapter wrote may be none to this one. */
function trialIn({ triedAtMs, versionId, answer }: z.infer<typeof item>): TokenTrial {
  return {
    triedAtMs: Number(triedAtMs.N),
    versionId: versionId.S,
    answer: tokenCallsAnswer.safeParse(answer && JSON.parse(answer.S)).data,
  };
}
