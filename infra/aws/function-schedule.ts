import { type Duration, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  ContextAttribute,
  Schedule,
  type ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { allow } from './adapter-function.ts';
import { customerKey, sendUnderKeyActions } from './customer-key.ts';
import type { DeadLetterQueue } from './dead-letter-queue.ts';

export type FunctionScheduleProps = {
  readonly description: string;
  readonly schedule: ScheduleExpression;
  /** A run older than this is pointless, because the next one is due. */
  readonly maxEventAge: Duration;
  readonly target: IFunction;
  /** Where Scheduler leaves a run that it could not start. */
  readonly deadLetters: DeadLetterQueue;
};

/** Runs a function again and again. */
export class FunctionSchedule extends Construct {
  constructor(scope: Construct, id: string, props: FunctionScheduleProps) {
    super(scope, id);
    const { description, schedule, maxEventAge, target, deadLetters } = props;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPolicy(allow(['lambda:InvokeFunction'], target.functionArn));
    role.addToPolicy(allow(['sqs:SendMessage'], deadLetters.queueArn));
    customerKey(this)?.letUse(this, role, sendUnderKeyActions);
    new Schedule(this, 'Schedule', {
      description,
      schedule,
      target: new LambdaInvoke(target, {
        role: role.withoutPolicyUpdates(),
        // Scheduler delivers at least once; the due time lets a second delivery be told from the next run.
        input: ScheduleTargetInput.fromObject({
          cause: 'schedule',
          scheduledTime: ContextAttribute.scheduledTime,
        }),
        deadLetterQueue: deadLetters,
        retryAttempts: 2,
        maxEventAge,
      }),
    });
  }
}
