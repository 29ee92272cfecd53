import { Duration } from 'aws-cdk-lib';
import { type Alarm, type IAlarmAction, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
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

  #others({ metric, functions }: WorkAlarmsProps): Alarm[] {
    const throttles = functions.map((each, index) => [`f${index}`, each.metricThrottles()] as const);
    return [
      new AdapterAlarm(this, 'dead-letter-written', {
        says: 'Something could not be delivered and is a dead letter.',
        metric: metric('DeadLetters'),
        threshold: 1,
      }),
      new AdapterAlarm(this, 'functions-throttled', {
        says: 'Lambda turned invocations away.',
        metric: new MathExpression({
          expression: `SUM([${throttles.map(([id]) => id).join(', ')}])`,
          usingMetrics: Object.fromEntries(throttles),
          label: 'throttled invocations',
        }),
        threshold: 1,
      }),
    ];
  }
}
