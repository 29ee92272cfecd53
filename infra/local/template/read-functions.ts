import * as z from 'zod/mini';
import type { AsyncInvocation, FunctionDefinition } from '../deployment.ts';
import { functionArnOf } from './function-arn.ts';
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
  Description: z.optional(z.string()),
  LoggingConfig: z.optional(z.looseObject({ LogGroup: z.optional(z.string()) })),
  RecursiveLoop: ignored,
  Runtime: z.optional(z.string().check(z.startsWith('nodejs'))),
  RuntimeManagementConfig: ignored,
  Tags: ignored,
  TracingConfig: ignored,
});

const eventInvokeConfig = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: z._default(z.coerce.number(), 2),
  MaximumEventAgeInSeconds: z._default(z.coerce.number(), 21_600),
  DestinationConfig: z.optional(
    z.strictObject({
      OnFailure: z.strictObject({
        Destination: z.string().check(z.startsWith('arn:aws:sqs:', 'must be an SQS queue')),
      }),
    }),
  ),
});

/** The functions; `assetDirectoryOf` tells where the code of an S3 key was built. */
export function readFunctions(
  template: OpenTemplate,
  assetDirectoryOf: (s3Key: string) => string,
): FunctionDefinition[] {
  const found = template.resources('AWS::Lambda::Function', lambdaFunction);
  const asyncInvocations = readAsyncInvocations(template);
  const asyncInvocationOf = (arn: string) => {
    const asyncInvocation = asyncInvocations.get(arn);
    return asyncInvocation && { asyncInvocation };
  };
  return found.map(({ logicalId, name, arn, properties }) => ({
    logicalId,
    name,
    arn,
    ...(properties.Description !== undefined && { description: properties.Description }),
    assetDirectory: assetDirectoryOf(properties.Code.S3Key),
    handler: properties.Handler,
    timeoutSeconds: properties.Timeout,
    memoryMb: properties.MemorySize,
    environment: properties.Environment?.Variables ?? {},
    roleArn: properties.Role,
    ...(properties.LoggingConfig?.LogGroup !== undefined && { logGroup: properties.LoggingConfig.LogGroup }),
    ...(properties.ReservedConcurrentExecutions !== undefined && {
      reservedConcurrency: properties.ReservedConcurrentExecutions,
    }),
    ...asyncInvocationOf(arn),
  }));
}

function readAsyncInvocations(template: OpenTemplate): Map<string, AsyncInvocation> {
  const found = template.resources('AWS::Lambda::EventInvokeConfig', eventInvokeConfig);
  const entries = found.map(({ properties, place }) => {
    const destination = properties.DestinationConfig?.OnFailure.Destination;
    const invocation = {
      maxRetries: properties.MaximumRetryAttempts,
      maxAgeSeconds: properties.MaximumEventAgeInSeconds,
      ...(destination !== undefined && { onFailureArn: destination }),
    };
    return [functionArnOf(properties.FunctionName, place), invocation] as const;
  });
  return new Map(entries);
}
