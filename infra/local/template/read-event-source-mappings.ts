import * as z from 'zod/mini';
import type { EventSourceMapping } from '../deployment.ts';
import { functionArnOf } from './function-arn.ts';
import type { OpenTemplate } from './open-template.ts';

const ignored = z.optional(z.unknown());

const mapping = z.strictObject({
  EventSourceArn: z.string().check(z.startsWith('arn:aws:sqs:', 'must be an SQS queue')),
  FunctionName: z.string(),
  BatchSize: z._default(z.coerce.number(), 10),
  MaximumBatchingWindowInSeconds: z._default(z.coerce.number(), 0),
  ScalingConfig: z.optional(z.strictObject({ MaximumConcurrency: z.coerce.number() })),
  FunctionResponseTypes: z._default(z.array(z.literal('ReportBatchItemFailures')), []),
  Enabled: z._default(z.boolean(), true),
  MetricsConfig: ignored,
  Tags: ignored,
});

/** The enabled mappings of queues to functions. */
export function readEventSourceMappings(template: OpenTemplate): EventSourceMapping[] {
  return template
    .resources('AWS::Lambda::EventSourceMapping', mapping)
    .filter(({ properties }) => properties.Enabled)
    .map(({ properties, place }) => ({
      queueArn: properties.EventSourceArn,
      functionArn: functionArnOf(properties.FunctionName, place),
      batchSize: properties.BatchSize,
      windowSeconds: properties.MaximumBatchingWindowInSeconds,
      maxConcurrency: properties.ScalingConfig?.MaximumConcurrency,
      reportBatchItemFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    }));
}
