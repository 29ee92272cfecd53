import { Duration } from 'aws-cdk-lib';
import { SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { allow } from './adapter-function.ts';
import type { AdapterSecrets } from './adapter-secrets.ts';
import type { AdapterTable } from './adapter-table.ts';
import { FunctionSchedule } from './function-schedule.ts';
import { ScheduledFunction } from './scheduled-function.ts';

/** Three tries between the time a token is due and the time it expires. */
const interval = Duration.minutes(10);

type RefreshTokenProps = {
  readonly configuration: Configuration;
  readonly table: AdapterTable;
  readonly secrets: AdapterSecrets;
};

/** Keeps the access token alive. The only function that may read the Cloud Connect password. */
export class RefreshToken extends Construct {
  readonly function: ScheduledFunction<'refresh-token'>;

  constructor(scope: Construct, id: string, { configuration, table, secrets }: RefreshTokenProps) {
    super(scope, id);
    this.function = new ScheduledFunction(this, {
      name: 'refresh-token',
      configuration,
      interval,
      memoryMb: 256,
      timeoutSeconds: 30,
      systemLogLevel: SystemLogLevel.INFO,
      environment: {
        TABLE_NAME: table.tableName,
        TOKEN_SECRET_ID: secrets.token.secretArn,
        CREDENTIALS_SECRET_ID: secrets.credentials.secretArn,
      },
      may: [
        allow(['secretsmanager:GetSecretValue'], secrets.credentials.secretArn, secrets.token.secretArn),
        allow(writeTokenActions, secrets.token.secretArn),
        allow(leaseActions, table.tableArn),
      ],
    });
    new FunctionSchedule(this, 'Schedule', {
      description: 'Renews the Cloud Connect access token',
      schedule: ScheduleExpression.rate(interval),
      maxEventAge: interval,
      target: this.function,
      deadLetters: this.function.deadLetters,
    });
  }
}

const writeTokenActions = ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'];

/** The lease, the count of forced renewals, and the last trial for an operator, which alone is read. */
const leaseActions = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];
