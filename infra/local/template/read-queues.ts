import * as z from 'zod/mini';
import type { QueueDefinition } from '../deployment.ts';
import type { OpenTemplate } from './open-template.ts';
import { policyDocument, statementsOf } from './policy-document.ts';

const attribute = z.optional(z.union([z.string(), z.number(), z.boolean()]));
const jsonAttribute = z.optional(z.record(z.string(), z.unknown()));

const queue = z.strictObject({
  QueueName: z.optional(z.string()),
  VisibilityTimeout: attribute,
  MessageRetentionPeriod: attribute,
  DelaySeconds: attribute,
  MaximumMessageSize: attribute,
  ReceiveMessageWaitTimeSeconds: attribute,
  SqsManagedSseEnabled: attribute,
  /** A key encrypts nothing that does not leave this machine. */
  KmsMasterKeyId: z.optional(z.unknown()),
  KmsDataKeyReusePeriodSeconds: z.optional(z.unknown()),
  RedrivePolicy: jsonAttribute,
  RedriveAllowPolicy: jsonAttribute,
  Tags: z.optional(z.unknown()),
});

const queuePolicy = z.strictObject({ Queues: z.array(z.string()), PolicyDocument: policyDocument });

/** The queues with the attributes CreateQueue takes and the statements of their own policies. */
export function readQueues(template: OpenTemplate): QueueDefinition[] {
  const policies = template.resources('AWS::SQS::QueuePolicy', queuePolicy);
  return template.resources('AWS::SQS::Queue', queue).map((resource) => {
    const { QueueName: _name, Tags: _tags, KmsMasterKeyId: _key, ...rest } = resource.properties;
    const { KmsDataKeyReusePeriodSeconds: _reuse, ...attributes } = rest;
    const entries = Object.entries(attributes).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, typeof value === 'object' ? JSON.stringify(value) : String(value)]],
    );
    const own = policies.filter(({ properties: { Queues } }) => Queues.includes(resource.reference));
    return {
      logicalId: resource.logicalId,
      name: resource.name,
      arn: resource.arn,
      url: resource.reference,
      attributes: Object.fromEntries(entries),
      policy: own.flatMap(({ logicalId, properties }) => statementsOf(properties.PolicyDocument, logicalId)),
    };
  });
}
