import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { AdapterFunction, allow } from './adapter-function.ts';
import type { AdapterSecrets } from './adapter-secrets.ts';
import type { AdapterTable } from './adapter-table.ts';
import { consumeActions, type MessageQueue } from './message-queue.ts';
import type { RefreshToken } from './refresh-token.ts';

/** Most of it is for waiting on the API; what time does not suffice for goes back to the queue. */
export const deliverTimeoutSeconds = 60;

type DeliverEventsProps = {
  readonly configuration: Configuration;
  readonly events: MessageQueue;
  readonly table: AdapterTable;
  readonly secrets: AdapterSecrets;
  readonly refreshToken: RefreshToken;
};

/** Delivers the events queue to Cloud Connect, a window at a time. */
export class DeliverEvents extends Construct {
  readonly function: AdapterFunction<'deliver-events'>;

  constructor(scope: Construct, id: string, props: DeliverEventsProps) {
    super(scope, id);
    const { configuration, table, secrets, refreshToken } = props;
    const { queue } = props.events;
    this.function = new AdapterFunction(this, 'Function', {
      name: 'deliver-events',
      configuration,
      memoryMb: 512,
      timeoutSeconds: deliverTimeoutSeconds,
      systemLogLevel: SystemLogLevel.INFO,
      environment: {
        EVENTS_QUEUE_URL: queue.queueUrl,
        TABLE_NAME: table.tableName,
        TOKEN_SECRET_ID: secrets.token.secretArn,
        REFRESH_FUNCTION_NAME: refreshToken.function.functionName,
      },
      may: [
        allow(consumeActions, queue.queueArn),
        allow(tableActions, table.tableArn),
        allow(['secretsmanager:GetSecretValue'], secrets.token.secretArn),
        allow(['lambda:InvokeFunction'], refreshToken.function.functionArn),
      ],
    });
    new EventSourceMapping(this, 'Mapping', {
      target: this.function,
      eventSourceArn: queue.queueArn,
      batchSize: configuration.delivery.batchSize,
      maxBatchingWindow: Duration.seconds(configuration.delivery.windowSeconds),
      maxConcurrency: configuration.delivery.maxConcurrency,
      reportBatchItemFailures: true,
    });
  }
}

const tableActions = [
  'dynamodb:GetItem',
  'dynamodb:BatchGetItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
];
