/** All that `dynamodb-on-demand.ts` has of the SDK, in a bundle of its own. */
export { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
