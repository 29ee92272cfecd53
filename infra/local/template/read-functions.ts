import * as z from 'zod/mini';
import type { FunctionDefinition } from '../deployment.ts';
import type { OpenTemplate } from './open-template.ts';

const ignored = z.optional(z.unknown());

const lambdaFunction = z.strictObject({
  FunctionName: z.optional(z.string()),
  Code: z.strictObject({ S3Bucket: ignored, S3Key: z.string() }),
  Handler: z.string(),
  Role: z.string(),
  Timeout: z._default(z.coerce.number(), 3),
  MemorySize: z._default(z.coerce.number(), 128),
  Environment: z.optional(z.strictObject({ Variables: z.record(z.string(), z.string()) })),
  ReservedConcurrentExecutions: z.optional(z.coerce.number()),
  Architectures: ignored,
  Description: ignored,
  LoggingConfig: ignored,
  RecursiveLoop: ignored,
  Runtime: z.optional(z.string().check(z.startsWith('nodejs'))),
  RuntimeManagementConfig: ignored,
  Tags: ignored,
  TracingConfig: ignored,
});

/** The functions; `assetDirectoryOf` tells where the code of an S3 key was built. */
export function readFunctions(
  template: OpenTemplate,
  assetDirectoryOf: (s3Key: string) => string,
): FunctionDefinition[] {
  const found = template.resources('AWS::Lambda::Function', lambdaFunction);
  return found.map(({ logicalId, name, arn, properties }) => ({
    logicalId,
    name,
    arn,
    assetDirectory: assetDirectoryOf(properties.Code.S3Key),
    handler: properties.Handler,
    timeoutSeconds: properties.Timeout,
    memoryMb: properties.MemorySize,
    environment: properties.Environment?.Variables ?? {},
    roleArn: properties.Role,
    ...(properties.ReservedConcurrentExecutions !== undefined && {
      reservedConcurrency: properties.ReservedConcurrentExecutions,
    }),
  }));
}
