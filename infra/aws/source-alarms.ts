import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AnomalyDetectionAlarm,
  ComparisonOperator,
  type IAlarmAction,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { alarmName, withRunbook } from './adapter-alarm.ts';
import type { AdapterMetric } from './adapter-metric.ts';

type SourceAlarmsProps = {
  readonly sources: readonly string[];
  readonly metric: AdapterMetric;
  readonly action: IAlarmAction;
};

/**
 * A source that sends far less than it usually does at this hour of this weekday. CloudWatch learns the rhythm by itself, for the
 * price of three alarms a source; metric math knows no other time than now, so that last week cannot be compared by it.
 *
 * Each roll-up gives every source a zero, so that silence is a number: at night it lies within the band, by day below it. Missing
 * data then says that the roll-up does not run, which has an alarm of its own, and never that a source is silent. All that a source
 * sends counts, contacts too: agents who have all left do not silence the queue that they left.
 */
export class SourceAlarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, { sources, metric, action }: SourceAlarmsProps) {
    super(scope, id);
    this.alarms = sources.map((source) => this.#silence(source, metric));
    for (const alarm of this.alarms) alarm.addAlarmAction(action);
  }

  #silence(source: string, metric: AdapterMetric): Alarm {
    return new AnomalyDetectionAlarm(this, `source-silent-${source}`, {
      alarmName: alarmName(this, `source-silent-${source}`),
      alarmDescription: withRunbook(
        'source-silent',
        `${source} has sent far less in the last half hour than it usually does.`,
      ),
      metric: metric('WebhooksAccepted', { dimensions: { source }, period: Duration.minutes(15) }),
      // Two would ring on a quiet morning now and then.
      stdDevs: 3,
      evaluationPeriods: 2,
      datapointsToAlarm: 2,
      comparisonOperator: ComparisonOperator.LESS_THAN_LOWER_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
