import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

export type AdapterAlarmProps = {
  /** What is wrong, in words that an e-mail can stand alone with. */
  readonly says: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** `atLeast` where left out. */
  readonly when?: 'atLeast' | 'below';
  /** So many periods of the metric are looked at, and so many of them must breach; one where left out. */
  readonly periods?: number;
  readonly breaching?: number;
  /** Whether no data at all is a reason to ring: it is where something reports by the clock. */
  readonly missingIsBad?: boolean;
};

/** An alarm by its name in the runbook. */
export class AdapterAlarm extends Alarm {
  constructor(scope: Construct, name: string, props: AdapterAlarmProps) {
    const { says, metric, threshold, when = 'atLeast', periods = 1, missingIsBad = false } = props;
    super(scope, name, {
      alarmName: alarmName(scope, name),
      alarmDescription: withRunbook(name, says),
      metric,
      threshold,
      comparisonOperator:
        when === 'below'
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      datapointsToAlarm: props.breaching ?? periods,
      treatMissingData: missingIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
  }
}

/** Says in an e-mail's subject which deployment rings. */
export function alarmName(scope: Construct, name: string): string {
  return `${Stack.of(scope).stackName}-${name}`;
}

/** Each alarm's description ends with the heading of the README that says what to do. */
export function withRunbook(heading: string, says: string): string {
  return `${says} What to do: README.md#${heading}`;
}
