import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmRule,
  AlarmState,
  CompositeAlarm,
  type IAlarm,
  type IAlarmAction,
  MathExpression,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AdapterAlarm, alarmName, withRunbook } from './adapter-alarm.ts';
import type { AdapterMetric } from './adapter-metric.ts';
import type { MessageQueue } from './message-queue.ts';
import type { RefreshToken } from './refresh-token.ts';

type DeliveryAlarmsProps = {
  readonly metric: AdapterMetric;
  readonly events: MessageQueue;
  readonly refreshToken: RefreshToken;
  readonly action: IAlarmAction;
};

/**
 * All that says that rows do not reach the API. They go off one after the other in one outage, so none of them rings by itself:
 * the composite over them rings once, and names those that made it ring.
 */
export class DeliveryAlarms extends Construct {
  readonly alarms: readonly IAlarm[];

  constructor(scope: Construct, id: string, props: DeliveryAlarmsProps) {
    super(scope, id);
    const alarms = [...this.#alongTheWay(props), ...this.#ofTheToken(props)];
    const outage = new CompositeAlarm(this, 'delivery-down', {
      compositeAlarmName: alarmName(this, 'delivery-down'),
      alarmDescription: withRunbook('delivery-down', 'Rows do not reach Cloud Connect, or not in time.'),
      alarmRule: AlarmRule.anyOf(...alarms.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM))),
    });
    outage.addAlarmAction(props.action);
    outage.addOkAction(props.action);
    this.alarms = [outage, ...alarms];
  }

  #alongTheWay({ metric, events }: DeliveryAlarmsProps): Alarm[] {
    const errors = (call: string) => metric('ApiErrors', { dimensions: { call }, statistic: Stats.AVERAGE });
    return [
      new AdapterAlarm(this, 'api-fails', {
        says: 'Half of the requests to Cloud Connect fail.',
        metric: new MathExpression({
          expression: 'MAX([activity, volume])',
          usingMetrics: {
            activity: errors('bulkInsertAgentActivity'),
            volume: errors('bulkInsertCallVolume'),
          },
          label: 'failed requests of all',
        }),
        threshold: 0.5,
        periods: 3,
        breaching: 2,
      }),
      new AdapterAlarm(this, 'events-wait', {
        says: 'An event has waited for its delivery for 15 minutes.',
        metric: events.queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM }),
        threshold: 900,
      }),
      new AdapterAlarm(this, 'rows-late', {
        says: 'One state change in twenty is older than 3 minutes when Cloud Connect gets it.',
        metric: metric('Freshness', {
          dimensions: { call: 'bulkInsertAgentActivity' },
          statistic: Stats.percentile(95),
        }),
        threshold: 180_000,
        periods: 3,
      }),
    ];
  }

  #ofTheToken({ metric, refreshToken }: DeliveryAlarmsProps): Alarm[] {
    const period = Duration.minutes(15);
    return [
      new AdapterAlarm(this, 'token-expires', {
        says: 'The access token ends within 20 minutes and was not renewed, or nobody looked.',
        metric: metric('TokenMinutesLeft', { statistic: Stats.MINIMUM, period }),
        threshold: 20,
        when: 'below',
        missingIsBad: true,
      }),
      new AdapterAlarm(this, 'refresh-fails', {
        says: 'refresh-token fails again and again.',
        metric: refreshToken.function.metricErrors(),
        threshold: 1,
        periods: 3,
        breaching: 2,
      }),
      new AdapterAlarm(this, 'refresh-given-up', {
        says: 'A run of refresh-token failed every time, or could not be started.',
        // What was sent, not what lies there: a run that nobody clears away would hide the next outage.
        metric: refreshToken.function.deadLetters.metricNumberOfMessagesSent({ period }),
        threshold: 1,
      }),
    ];
  }
}
