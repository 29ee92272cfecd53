import * as z from 'zod/mini';
import type { StreamDefinition } from '../deployment.ts';
import type { OpenTemplate } from './open-template.ts';

const ignored = z.optional(z.unknown());

/** What a stream begins with whose shards AWS counts. */
const onDemandShards = 4;

const stream = z.strictObject({
  Name: z.optional(z.string()),
  ShardCount: z.optional(z.coerce.number().check(z.gte(1))),
  StreamModeDetails: z.optional(z.strictObject({ StreamMode: z.enum(['ON_DEMAND', 'PROVISIONED']) })),
  RetentionPeriodHours: z._default(z.coerce.number(), 24),
  StreamEncryption: ignored,
  Tags: ignored,
});

/** The streams; their shards are never split or merged here. */
export function readStreams(template: OpenTemplate): StreamDefinition[] {
  return template.resources('AWS::Kinesis::Stream', stream).map(({ logicalId, name, arn, properties }) => {
    const onDemand = properties.StreamModeDetails?.StreamMode === 'ON_DEMAND';
    return {
      logicalId,
      name,
      arn,
      shardCount: onDemand ? onDemandShards : (properties.ShardCount ?? 1),
      retentionHours: properties.RetentionPeriodHours,
    };
  });
}
