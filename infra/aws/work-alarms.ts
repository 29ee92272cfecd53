import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  type IAlarmAction,
  type IMetric,
  MathExpression,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { AdapterAlarm } from './adapter-alarm.ts';
import type { AdapterMetric } from './adapter-metric.ts';
import type { MessageQueue } from './message-queue.ts';
import type { RollUp } from './roll-up.ts';

type WorkAlarmsProps = {
  readonly metric: AdapterMetric;
  readonly contacts: MessageQueue;
  readonly rollUp: RollUp;
  readonly functions: readonly IFunction[];
  readonly consumers: readonly { readonly function: IFunction }[];
  readonly action: IAlarmAction;
};

/** What an operator has to look after that is no outage of the delivery: dead letters, contacts and their roll-up, throttling. */
export class WorkAlarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: WorkAlarmsProps) {
    super(scope, id);
    this.alarms = [...this.#ofTheRollUp(props), ...this.#others(props)];
    for (const alarm of this.alarms) alarm.addAlarmAction(props.action);
  }

  #ofTheRollUp({ metric, contacts, rollUp }: WorkAlarmsProps): Alarm[] {
    const period = Duration.minutes(15);
    return [
      new AdapterAlarm(this, 'contacts-wait', {
        says: 'A contact’s event has waited to be recorded for 15 minutes.',
        metric: contacts.queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM }),
        threshold: 900,
      }),
      new AdapterAlarm(this, 'roll-up-missing', {
        says: 'No roll-up has run to its end for 45 minutes: no call volume is sent.',
        metric: metric('RollUpRuns', { period }),
        threshold: 1,
        when: 'below',
        periods: 3,
        missingIsBad: true,
      }),
      new AdapterAlarm(this, 'roll-up-given-up', {
        says: 'A roll-up failed every time, or could not be started; the next one makes up for it.',
        metric: rollUp.function.deadLetters.metricNumberOfMessagesSent({ period }),
        threshold: 1,
      }),
    ];
  }

  #others({ metric, functions, consumers }: WorkAlarmsProps): Alarm[] {
    return [
      new AdapterAlarm(this, 'dead-letter-written', {
        says: 'Something could not be delivered and is a dead letter.',
        metric: metric('DeadLetters'),
        threshold: 1,
      }),
      new AdapterAlarm(this, 'functions-throttled', {
        says: 'Lambda turned invocations away.',
        metric: sumOf(
          functions.map((each) => each.metricThrottles()),
          'throttled invocations',
        ),
        threshold: 1,
      }),
      new AdapterAlarm(this, 'functions-fail', {
        says: 'deliver-events, record-contacts or record-dead-letters fails again and again.',
        metric: sumOf(
          consumers.map((each) => each.function.metricErrors()),
          'failed invocations',
        ),
        threshold: 1,
        periods: 3,
        breaching: 2,
      }),
    ];
  }
}

function sumOf(metrics: readonly IMetric[], label: string): MathExpression {
  const named = metrics.map((metric, index) => [`f${index}`, metric] as const);
  return new MathExpression({
    expression: `SUM([${named.map(([id]) => id).join(', ')}])`,
    usingMetrics: Object.fromEntries(named),
    label,
  });
}
