import * as z from 'zod/mini';
import type { BucketDefinition } from '../deployment.ts';
import type { OpenTemplate } from './open-template.ts';
import { policyDocument, statementsOf } from './policy-document.ts';

const ignored = z.optional(z.unknown());

const bucket = z.strictObject({
  BucketName: z.optional(z.string()),
  BucketEncryption: ignored,
  /** Nothing expires locally: the files stay until somebody removes them. */
  LifecycleConfiguration: ignored,
  LoggingConfiguration: ignored,
  OwnershipControls: ignored,
  PublicAccessBlockConfiguration: ignored,
  Tags: ignored,
  VersioningConfiguration: ignored,
});

const bucketPolicy = z.strictObject({ Bucket: z.string(), PolicyDocument: policyDocument });

/** The buckets with the statements of their own policies. */
export function readBuckets(template: OpenTemplate): BucketDefinition[] {
  const policies = template.resources('AWS::S3::BucketPolicy', bucketPolicy);
  return template.resources('AWS::S3::Bucket', bucket).map(({ logicalId, name, arn }) => {
    const own = policies.filter(({ properties }) => properties.Bucket === name);
    const policy = own.flatMap((each) => statementsOf(each.properties.PolicyDocument, each.logicalId));
    return { logicalId, name, arn, policy };
  });
}
