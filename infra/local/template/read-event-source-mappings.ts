import * as z from 'zod/mini';
import type { EventSourceMapping } from '../deployment.ts';
import { functionArnOf } from './function-arn.ts';
import type { OpenTemplate } from './open-template.ts';

const ignored = z.optional(z.unknown());
const mappingType = 'AWS::Lambda::EventSourceMapping';
const queueArn = z.string().check(z.startsWith('arn:aws:sqs:', 'must be an SQS queue or a Kinesis stream'));

/** What every mapping has, whatever it reads. */
export const mappingProperties = {
  FunctionName: z.string(),
  MaximumBatchingWindowInSeconds: z._default(z.coerce.number(), 0),
  FunctionResponseTypes: z._default(z.array(z.literal('ReportBatchItemFailures')), []),
  Enabled: z._default(z.boolean(), true),
  MetricsConfig: ignored,
  Tags: ignored,
};

const mapping = z.strictObject({
  ...mappingProperties,
  EventSourceArn: queueArn,
  BatchSize: z._default(z.coerce.number(), 10),
  ScalingConfig: z.optional(z.strictObject({ MaximumConcurrency: z.coerce.number() })),
});

/** The enabled mappings of queues to functions. */
export function readEventSourceMappings(template: OpenTemplate): EventSourceMapping[] {
  return template
    .resources(mappingType, mapping, (resource) => !readsStream(resource))
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

/** Whether a mapping's source is a stream; the two have different properties. */
export function readsStream({ property }: { readonly property: (name: string) => unknown }): boolean {
  return String(property('EventSourceArn')).startsWith('arn:aws:kinesis:');
}
