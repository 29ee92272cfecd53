import * as z from 'zod/mini';
import type { ScheduleDefinition } from '../deployment.ts';
import type { OpenTemplate } from './open-template.ts';

const schedule = z.strictObject({
  Name: z.optional(z.string()),
  GroupName: z._default(z.string(), 'default'),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z._default(z.string(), 'UTC'),
  State: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.optional(z.string()),
    /** The scheduler here has AWS's default pauses and no dead letters: a failure is reported at once. */
    RetryPolicy: z.optional(z.unknown()),
    DeadLetterConfig: z.optional(z.unknown()),
  }),
  /** Due times are kept to the second. */
  FlexibleTimeWindow: z.optional(z.unknown()),
  Description: z.optional(z.unknown()),
});

/** The enabled schedules of EventBridge Scheduler. */
export function readSchedules(template: OpenTemplate): ScheduleDefinition[] {
  return template
    .resources('AWS::Scheduler::Schedule', schedule)
    .filter(({ properties }) => properties.State === 'ENABLED')
    .map(({ name, place, properties }) => ({
      name: properties.Name ?? name,
      groupArn: `arn:aws:scheduler:${place.region}:${place.accountId}:schedule-group/${properties.GroupName}`,
      expression: properties.ScheduleExpression,
      timeZone: properties.ScheduleExpressionTimezone,
      targetArn: properties.Target.Arn,
      roleArn: properties.Target.RoleArn,
      input: properties.Target.Input,
    }));
}
