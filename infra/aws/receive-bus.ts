import { Duration, Validations } from 'aws-cdk-lib';
import { CfnEventBus, EventBus, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { AdapterFunction, allow } from './adapter-function.ts';
import type { AdapterTable } from './adapter-table.ts';
import type { AwsSourceArrival } from './configured-sources.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { MessageQueue } from './message-queue.ts';

/** The longest that EventBridge tries to hand an event over: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html */
const handingOver = { retryAttempts: 185, maxEventAge: Duration.hours(24) };

/** Lambda's most for an event whose function failed. */
const running = { retryAttempts: 2, maxEventAge: Duration.hours(6) };

type ReceiveBusProps = {
  readonly configuration: Configuration;
  readonly arrivals: readonly AwsSourceArrival[];
  readonly events: MessageQueue;
  readonly contacts: MessageQueue;
  readonly table: AdapterTable;
};

/** Takes the sources' events off their EventBridge buses, by rules on the default bus or a partner's. */
export class ReceiveBus extends Construct {
  /** Events that could not be handed over (from EventBridge) and those that failed every time (from Lambda). */
  readonly deadLetters: DeadLetterQueue;
  readonly #buses = new Map<string, IEventBus>();

  constructor(scope: Construct, id: string, props: ReceiveBusProps) {
    super(scope, id);
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    this.deadLetters = deadLetters;
    Validations.of(deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself the dead-letter queue, of the rules and of the asynchronous invocations.',
    });
    const receive = this.#function(deadLetters, props);
    for (const { names, rule } of distinctRules(props.arrivals))
      new Rule(this, `Rule-${names[0]}`, {
        description: `Brings ${names.join(', ')} ${names.length > 1 ? 'their' : 'its'} events`,
        ...(rule.eventBusName && { eventBus: this.#bus(rule.eventBusName) }),
        eventPattern: {
          source: [rule.source],
          detailType: [...rule.detailTypes],
          ...(rule.detail && { detail: rule.detail }),
        },
        targets: [new LambdaFunction(receive, { deadLetterQueue: deadLetters, ...handingOver })],
      });
  }

  #function(deadLetters: DeadLetterQueue, { configuration, table, ...queues }: ReceiveBusProps) {
    const events = queues.events.queue;
    const contacts = queues.contacts.queue;
    const receive = new AdapterFunction(this, 'Function', {
      name: 'receive-bus',
      configuration,
      memoryMb: 256,
      timeoutSeconds: 30,
      // As of webhooks, there is one invocation for each event.
      systemLogLevel: SystemLogLevel.WARN,
      environment: {
        EVENTS_QUEUE_URL: events.queueUrl,
        CONTACTS_QUEUE_URL: contacts.queueUrl,
        TABLE_NAME: table.tableName,
      },
      may: [
        allow(['sqs:SendMessage'], events.queueArn, contacts.queueArn, deadLetters.queueArn),
        allow(['dynamodb:PutItem'], table.tableArn),
      ],
    });
    receive.configureAsyncInvoke({ ...running, onFailure: new SqsDestination(deadLetters) });
    return receive;
  }

  /** A bus that is named as a partner's event source is what associates it. */
  #bus(eventSourceName: string): IEventBus {
    const known = this.#buses.get(eventSourceName);
    if (known) return known;
    // By its name, never by its place in the configuration, where another source may come first some day.
    const id = `Bus-${eventSourceName.split('/').slice(2).join('-')}`;
    const { ref } = new CfnEventBus(this, id, { name: eventSourceName, eventSourceName });
    const bus = EventBus.fromEventBusName(this, `${id}-Reference`, ref);
    this.#buses.set(eventSourceName, bus);
    return bus;
  }
}

/** One rule for the sources that ask for the same: the function takes an event for each source that it is from, at once. */
function distinctRules(arrivals: readonly AwsSourceArrival[]) {
  const alike = Map.groupBy(arrivals, ({ rule }) => JSON.stringify(rule));
  return [...alike.values()].flatMap(([first, ...others]) =>
    first ? [{ names: [first, ...others].map(({ name }) => name), rule: first.rule }] : [],
  );
}
