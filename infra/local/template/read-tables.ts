import * as z from 'zod/mini';
import type { TableDefinition } from '../deployment.ts';
import type { OpenTemplate } from './open-template.ts';

const attributes = z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() }));
const keys = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));
const indexes = z.optional(
  z.array(
    z.object({ IndexName: z.string(), KeySchema: keys, Projection: z.record(z.string(), z.unknown()) }),
  ),
);
const ignored = z.optional(z.unknown());

const table = z.strictObject({
  TableName: z.optional(z.string()),
  AttributeDefinitions: attributes,
  KeySchema: keys,
  GlobalSecondaryIndexes: indexes,
  LocalSecondaryIndexes: indexes,
  BillingMode: z._default(z.literal('PAY_PER_REQUEST'), 'PAY_PER_REQUEST'),
  DeletionProtectionEnabled: ignored,
  PointInTimeRecoverySpecification: ignored,
  Replicas: ignored,
  SSESpecification: ignored,
  Tags: ignored,
  /** Nothing expires locally: readers must check the time themselves, as on AWS, where expiry takes days. */
  TimeToLiveSpecification: ignored,
});

/** The tables as CreateTable takes them; billing is on demand, the only mode the local run reads. */
export function readTables(template: OpenTemplate): TableDefinition[] {
  const types = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];
  return types
    .flatMap((type) => template.resources(type, table))
    .map(({ logicalId, name, arn, properties }) => ({
      logicalId,
      name,
      arn,
      definition: {
        TableName: name,
        AttributeDefinitions: properties.AttributeDefinitions,
        KeySchema: properties.KeySchema,
        BillingMode: properties.BillingMode,
        ...(properties.GlobalSecondaryIndexes && {
          GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes,
        }),
        ...(properties.LocalSecondaryIndexes && { LocalSecondaryIndexes: properties.LocalSecondaryIndexes }),
      },
    }));
}
