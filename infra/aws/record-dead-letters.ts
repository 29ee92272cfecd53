import { EventSourceMapping, SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { AdapterFunction, allow } from './adapter-function.ts';
import type { AdapterTable } from './adapter-table.ts';
import { type DeadLetterQueue, recordTimeoutSeconds } from './dead-letter-queue.ts';

type RecordDeadLettersProps = {
  readonly configuration: Configuration;
  readonly table: AdapterTable;
  /** By the name that its mapping has. */
  readonly queues: Readonly<Record<string, DeadLetterQueue>>;
};

/** Brings what the dead-letter queues hold into the table, where dead letters neither hide nor expire. */
export class RecordDeadLetters extends Construct {
  readonly function: AdapterFunction<'record-dead-letters'>;

  constructor(scope: Construct, id: string, { configuration, table, queues }: RecordDeadLettersProps) {
    super(scope, id);
    const arns = Object.values(queues).map(({ queueArn }) => queueArn);
    this.function = new AdapterFunction(this, 'Function', {
      name: 'record-dead-letters',
      configuration,
      memoryMb: 256,
      timeoutSeconds: recordTimeoutSeconds,
      systemLogLevel: SystemLogLevel.INFO,
      environment: { TABLE_NAME: table.tableName, ENVIRONMENT_NAME: configuration.environment },
      may: [
        allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], ...arns),
        allow(['dynamodb:PutItem'], table.tableArn),
      ],
    });
    for (const [name, queue] of Object.entries(queues))
      new EventSourceMapping(this, `${name}Mapping`, {
        target: this.function,
        eventSourceArn: queue.queueArn,
        batchSize: 10,
        reportBatchItemFailures: true,
      });
  }
}
