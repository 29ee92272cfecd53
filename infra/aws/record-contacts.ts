import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { AdapterFunction, allow } from './adapter-function.ts';
import type { AdapterTable } from './adapter-table.ts';
import { consumeActions, type MessageQueue } from './message-queue.ts';

export const recordContactsTimeoutSeconds = 60;

type RecordContactsProps = {
  readonly configuration: Configuration;
  readonly contacts: MessageQueue;
  readonly table: AdapterTable;
};

/** Merges the contacts queue into what is known of each contact, a window at a time. */
export class RecordContacts extends Construct {
  readonly function: AdapterFunction<'record-contacts'>;

  constructor(scope: Construct, id: string, { configuration, contacts, table }: RecordContactsProps) {
    super(scope, id);
    const { queue } = contacts;
    this.function = new AdapterFunction(this, 'Function', {
      name: 'record-contacts',
      configuration,
      memoryMb: 512,
      timeoutSeconds: recordContactsTimeoutSeconds,
      systemLogLevel: SystemLogLevel.INFO,
      environment: { CONTACTS_QUEUE_URL: queue.queueUrl, TABLE_NAME: table.tableName },
      may: [
        allow(consumeActions, queue.queueArn),
        allow(['dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], table.tableArn),
      ],
    });
    new EventSourceMapping(this, 'Mapping', {
      target: this.function,
      eventSourceArn: queue.queueArn,
      batchSize: configuration.delivery.batchSize,
      maxBatchingWindow: Duration.seconds(configuration.delivery.windowSeconds),
      // By default the fewest that Lambda allows: what is told of one contact best comes together.
      maxConcurrency: configuration.delivery.maxConcurrency,
      reportBatchItemFailures: true,
    });
  }
}
