import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { allow } from './adapter-function.ts';
import { type RefreshToken, refreshInterval } from './refresh-token.ts';

/** Runs refresh-token every 10 minutes: three tries between the time a token is due and the time it expires. */
export class TokenSchedule extends Construct {
  constructor(scope: Construct, id: string, { function: refresh, deadLetters }: RefreshToken) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPolicy(allow(['lambda:InvokeFunction'], refresh.functionArn));
    role.addToPolicy(allow(['sqs:SendMessage'], deadLetters.queueArn));
    new Schedule(this, 'Schedule', {
      description: 'Renews the Cloud Connect access token',
      schedule: ScheduleExpression.rate(refreshInterval),
      target: new LambdaInvoke(refresh, {
        role: role.withoutPolicyUpdates(),
        // Scheduler delivers at least once; the due time lets a second delivery be told from the next run.
        input: ScheduleTargetInput.fromObject({
          cause: 'schedule',
          scheduledTime: ContextAttribute.scheduledTime,
        }),
        deadLetterQueue: deadLetters,
        retryAttempts: 2,
        maxEventAge: refreshInterval,
      }),
    });
  }
}
