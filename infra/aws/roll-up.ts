import { Duration } from 'aws-cdk-lib';
import { SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { allow } from './adapter-function.ts';
import type { AdapterTable } from './adapter-table.ts';
import { FunctionSchedule } from './function-schedule.ts';
import type { MessageQueue } from './message-queue.ts';
import { ScheduledFunction } from './scheduled-function.ts';

const interval = Duration.minutes(15);

type RollUpProps = {
  readonly configuration: Configuration;
  readonly events: MessageQueue;
  readonly table: AdapterTable;
};

/** Sums contacts into quarter-hour rows, a minute after each quarter hour, when what its last second told has come in. */
export class RollUp extends Construct {
  readonly function: ScheduledFunction<'roll-up'>;

  constructor(scope: Construct, id: string, { configuration, events, table }: RollUpProps) {
    super(scope, id);
    const { queue } = events;
    this.function = new ScheduledFunction(this, {
      name: 'roll-up',
      configuration,
      interval,
      memoryMb: 512,
      timeoutSeconds: 300,
      systemLogLevel: SystemLogLevel.INFO,
      environment: { EVENTS_QUEUE_URL: queue.queueUrl, TABLE_NAME: table.tableName },
      may: [allow(['sqs:SendMessage'], queue.queueArn), allow(tableActions, table.tableArn)],
    });
    new FunctionSchedule(this, 'Schedule', {
      description: 'Sums contacts into quarter-hour rows',
      schedule: ScheduleExpression.cron({ minute: '1,16,31,46' }),
      maxEventAge: interval,
      target: this.function,
      deadLetters: this.function.deadLetters,
    });
  }
}

const tableActions = [
  'dynamodb:GetItem',
  'dynamodb:BatchGetItem',
  'dynamodb:Query',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
];
