import { Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { countedLines } from '../../shared/logs/counted-lines.ts';
import { metricNamespace } from '../../shared/metrics.ts';
import { AdapterFunction, allow } from './adapter-function.ts';
import type { AdapterSecrets } from './adapter-secrets.ts';
import type { AdapterTable } from './adapter-table.ts';
import type { MessageQueue } from './message-queue.ts';

type ReceiveWebhookProps = {
  readonly configuration: Configuration;
  readonly events: MessageQueue;
  readonly contacts: MessageQueue;
  readonly table: AdapterTable;
  readonly secrets: AdapterSecrets;
};

/** Verifies a webhook and puts its events on the queues; what cannot be translated goes to the dead letters. */
export class ReceiveWebhook extends Construct {
  readonly function: AdapterFunction<'receive-webhook'>;

  constructor(scope: Construct, id: string, props: ReceiveWebhookProps) {
    super(scope, id);
    const { configuration, table, secrets } = props;
    const events = props.events.queue;
    const contacts = props.contacts.queue;
    this.function = new AdapterFunction(this, 'Function', {
      name: 'receive-webhook',
      configuration,
      memoryMb: 512,
      timeoutSeconds: 10,
      // Start and report lines would weigh 1 KB a webhook and cost more than the function itself.
      systemLogLevel: SystemLogLevel.WARN,
      environment: {
        EVENTS_QUEUE_URL: events.queueUrl,
        CONTACTS_QUEUE_URL: contacts.queueUrl,
        TABLE_NAME: table.tableName,
        SOURCE_SECRET_PREFIX: secrets.sourcePrefix,
      },
      may: [
        allow(['sqs:SendMessage'], events.queueArn, contacts.queueArn),
        allow(['dynamodb:PutItem'], table.tableArn),
        allow(
          ['secretsmanager:GetSecretValue'],
          ...secrets.sources.map(({ secretArn }) => secretArn),
          ...(secrets.origin ? [secrets.origin.secretArn] : []),
        ),
      ],
    });
    this.#countLines();
  }

  /**
   * The namespace and dimensions are those that functions write metrics by themselves with: what is counted adds up with theirs. The
   * pattern asks for each field that becomes a dimension: what CloudWatch makes of a line without one is documented nowhere.
   */
  #countLines(): void {
    const dimensions = {
      service: '$.message.service',
      environment: '$.message.environment',
      source: '$.message.source',
    };
    const named = Object.values(dimensions).map((field) => FilterPattern.exists(field));
    for (const [event, metricName] of Object.entries(countedLines))
      this.function.logGroup.addMetricFilter(metricName, {
        filterPattern: FilterPattern.all(FilterPattern.stringValue('$.message.event', '=', event), ...named),
        metricNamespace,
        metricName,
        metricValue: '1',
        unit: Unit.COUNT,
        dimensions,
      });
  }
}
