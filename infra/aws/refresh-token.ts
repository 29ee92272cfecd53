import { Duration, Validations } from 'aws-cdk-lib';
import { SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { AdapterFunction, allow } from './adapter-function.ts';
import type { AdapterSecrets } from './adapter-secrets.ts';
import type { AdapterTable } from './adapter-table.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

/** A run older than this is pointless: the next one is due. */
export const refreshInterval = Duration.minutes(10);

type RefreshTokenProps = {
  readonly configuration: Configuration;
  readonly table: AdapterTable;
  readonly secrets: AdapterSecrets;
};

/** Keeps the access token alive. The only function that may read the Cloud Connect password. */
export class RefreshToken extends Construct {
  readonly function: AdapterFunction<'refresh-token'>;
  /** Runs that never started (from Scheduler) and runs that failed every time (from Lambda). */
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { configuration, table, secrets }: RefreshTokenProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    Validations.of(this.deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself the dead-letter queue, of the schedule and of the asynchronous invocations.',
    });
    this.function = new AdapterFunction(this, 'Function', {
      name: 'refresh-token',
      configuration,
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
        allow(['sqs:SendMessage'], this.deadLetters.queueArn),
      ],
    });
    this.function.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: refreshInterval,
      onFailure: new SqsDestination(this.deadLetters),
    });
  }
}

const writeTokenActions = ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'];

const leaseActions = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];
