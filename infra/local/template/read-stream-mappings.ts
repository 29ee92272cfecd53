import * as z from 'zod/mini';
import type { StreamMapping } from '../deployment.ts';
import { functionArnOf } from './function-arn.ts';
import type { OpenTemplate } from './open-template.ts';
import { mappingProperties, readsStream } from './read-event-source-mappings.ts';

const unlimited = -1;
const destination = z.string().check(z.regex(/^arn:aws:(s3|sqs):/, 'must be an S3 bucket or an SQS queue'));

const mapping = z.strictObject({
  ...mappingProperties,
  EventSourceArn: z.string(),
  BatchSize: z._default(z.coerce.number().check(z.gte(1), z.lte(10_000)), 100),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
  BisectBatchOnFunctionError: z._default(z.boolean(), false),
  MaximumRetryAttempts: z._default(z.coerce.number().check(z.gte(-1), z.lte(10_000)), unlimited),
  MaximumRecordAgeInSeconds: z._default(z.coerce.number().check(z.gte(-1), z.lte(604_800)), unlimited),
  DestinationConfig: z.optional(z.strictObject({ OnFailure: z.strictObject({ Destination: destination }) })),
  /** One batch of a shard at a time, without which its records would be out of order. */
  ParallelizationFactor: z.optional(z.literal(1)),
});

/** The enabled mappings of streams to functions. */
export function readStreamMappings(template: OpenTemplate): StreamMapping[] {
  return template
    .resources('AWS::Lambda::EventSourceMapping', mapping, readsStream)
    .filter(({ properties }) => properties.Enabled)
    .map(({ properties, place, reference }) => {
      const { MaximumRetryAttempts, MaximumRecordAgeInSeconds, DestinationConfig } = properties;
      return {
        id: reference,
        streamArn: properties.EventSourceArn,
        functionArn: functionArnOf(properties.FunctionName, place),
        batchSize: properties.BatchSize,
        windowSeconds: properties.MaximumBatchingWindowInSeconds,
        startingPosition: properties.StartingPosition,
        reportBatchItemFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
        bisectOnError: properties.BisectBatchOnFunctionError,
        ...(MaximumRetryAttempts !== unlimited && { maxRetries: MaximumRetryAttempts }),
        ...(MaximumRecordAgeInSeconds !== unlimited && { maxRecordAgeSeconds: MaximumRecordAgeInSeconds }),
        ...(DestinationConfig && { onFailureArn: DestinationConfig.OnFailure.Destination }),
      };
    });
}
