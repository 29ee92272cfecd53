import * as z from 'zod/mini';
import type { EventRuleDefinition, EventTarget } from '../deployment.ts';
import { compilePattern } from '../event-bus/compile-pattern.ts';
import { busNameOf } from './bus-name.ts';
import type { OpenTemplate } from './open-template.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html */
const retryDefaults = { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 };

const target = z.strictObject({
  Id: z.string(),
  Arn: z.string().check(z.startsWith('arn:aws:lambda:', 'must be a function')),
  DeadLetterConfig: z.optional(
    z.strictObject({ Arn: z.string().check(z.startsWith('arn:aws:sqs:', 'must be an SQS queue')) }),
  ),
  RetryPolicy: z._default(
    z.strictObject({
      MaximumRetryAttempts: z._default(
        z.coerce.number().check(z.gte(0), z.lte(185)),
        retryDefaults.MaximumRetryAttempts,
      ),
      MaximumEventAgeInSeconds: z._default(
        z.coerce.number().check(z.gte(60), z.lte(86_400)),
        retryDefaults.MaximumEventAgeInSeconds,
      ),
    }),
    retryDefaults,
  ),
});

const rule = z.strictObject({
  Name: z.optional(z.string()),
  EventBusName: z.optional(z.string()),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
  Targets: z.array(target),
  Description: z.optional(z.unknown()),
  Tags: z.optional(z.unknown()),
});

/** The enabled rules; throws ConfigurationError for a pattern with what cannot be matched here. */
export function readEventRules(template: OpenTemplate): EventRuleDefinition[] {
  return template
    .resources('AWS::Events::Rule', rule)
    .filter(({ properties }) => properties.State === 'ENABLED')
    .map(({ logicalId, name, arn, properties }) => {
      compilePattern(properties.EventPattern, logicalId);
      return {
        logicalId,
        name,
        arn,
        busName: busNameOf(properties.EventBusName),
        pattern: properties.EventPattern,
        targets: properties.Targets.map(toTarget),
      };
    });
}

function toTarget({ Arn, DeadLetterConfig, RetryPolicy }: z.infer<typeof target>): EventTarget {
  return {
    functionArn: Arn,
    ...(DeadLetterConfig && { deadLetterArn: DeadLetterConfig.Arn }),
    maxRetries: RetryPolicy.MaximumRetryAttempts,
    maxAgeSeconds: RetryPolicy.MaximumEventAgeInSeconds,
  };
}
