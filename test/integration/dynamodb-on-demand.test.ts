import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
} from '../../infra/aws/bundle/dynamodb-on-demand.ts';
import { startTable } from './start-table.ts';

let table: Awaited<ReturnType<typeof startTable>>;
let client: DynamoDBClient;
beforeAll(async () => {
  table = await startTable();
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new DynamoDBClient({ endpoint: table.endpoint, region: 'us-east-1', credentials });
});
afterAll(() => table.close());

const put = (condition?: string, tableName = table.tableName) =>
  client.send(
    new PutItemCommand({
      TableName: tableName,
      Item: { pk: { S: 'a' }, sk: { S: 'b' } },
      ...(condition && { ConditionExpression: condition }),
    }),
  );

test('what stands in for the client of the table puts items, and knows a condition that was not met from any other error', async () => {
  await put('attribute_not_exists(pk)');
  const unmet: unknown = await put('attribute_not_exists(pk)').catch((error) => error);
  expect(unmet).toBeInstanceOf(ConditionalCheckFailedException);
  const elsewhere: unknown = await put(undefined, 'no-such-table').catch((error) => error);
  expect(elsewhere).toBeInstanceOf(Error);
  expect(elsewhere).not.toBeInstanceOf(ConditionalCheckFailedException);
});
