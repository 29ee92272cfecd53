import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  type IWidget,
  MathExpression,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type MetricName, metricNamespace } from '../../shared/metrics.ts';
import type { AdapterMetric } from './adapter-metric.ts';
import type { MessageQueue } from './message-queue.ts';

type AdapterDashboardProps = {
  readonly environment: string;
  readonly metric: AdapterMetric;
  readonly sources: readonly string[];
  readonly events: MessageQueue;
  readonly contacts: MessageQueue;
  readonly alarms: readonly IAlarm[];
};

const activity = { call: 'bulkInsertAgentActivity' };
const volume = { call: 'bulkInsertCallVolume' };

/**
 * The deployment at a glance. The first row answers what somebody who was rung asks first: is every source alive, is everything
 * delivered, how fresh is it; the rows below say why not.
 */
export class AdapterDashboard extends Construct {
  constructor(scope: Construct, id: string, props: AdapterDashboardProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    const { alarms } = props;
    new Dashboard(this, 'Dashboard', {
      dashboardName: stackName,
      defaultInterval: Duration.hours(6),
      widgets: [
        firstRow(props),
        [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 4 })],
        receiving(props),
        delivering(props),
        rollingUp(props),
      ],
    });
    new CfnOutput(this, 'Name', {
      value: stackName,
      description: 'The CloudWatch dashboard of this deployment',
    });
  }
}

function firstRow({ metric, sources, events }: AdapterDashboardProps): IWidget[] {
  const freshness = (label: string, statistic: string) =>
    metric('Freshness', { dimensions: activity, statistic, label });
  const oldest = events.queue.metricApproximateAgeOfOldestMessage({
    statistic: Stats.MAXIMUM,
    label: 'oldest event waiting, s',
  });
  return [
    graph('Is every source alive? Webhooks accepted', bySource(metric, 'WebhooksAccepted', sources)),
    graph(
      'Is everything delivered? Rows, dead letters; on the right: what waits',
      [
        metric('RowsDelivered', { dimensions: activity, label: 'states delivered' }),
        metric('RowsDelivered', { dimensions: volume, label: 'volume rows delivered' }),
        metric('DeadLetters', { label: 'dead letters' }),
      ],
      [oldest],
    ),
    graph('How fresh? From the state change to Cloud Connect, ms', [
      freshness('half of them', 'p50'),
      freshness('95 %', 'p95'),
      freshness('99 %', 'p99'),
    ]),
  ];
}

function receiving({ environment, metric, sources }: AdapterDashboardProps): IWidget[] {
  return [
    graph('Refused webhooks, by reason', [byReason('WebhooksRefused', environment)]),
    graph(
      'Sign-offs: silence behind them is a center that closed',
      bySource(metric, 'OfflineStates', sources),
    ),
    graph('States without a code', bySource(metric, 'UnmappedStates', sources)),
  ];
}

function delivering({ metric }: AdapterDashboardProps): IWidget[] {
  const ofBoth = (name: 'ApiLatency' | 'ApiErrors', statistic: string) => [
    metric(name, { dimensions: activity, statistic, label: 'states' }),
    metric(name, { dimensions: volume, statistic, label: 'volume' }),
  ];
  return [
    graph('Cloud Connect: 95 % of its answers within, ms', ofBoth('ApiLatency', 'p95')),
    graph('Cloud Connect: failed requests of all', ofBoth('ApiErrors', Stats.AVERAGE)),
    graph('Minutes that the access token lives still', [
      metric('TokenMinutesLeft', { statistic: Stats.MINIMUM, label: 'minutes left' }),
    ]),
  ];
}

function rollingUp({ environment, metric, contacts }: AdapterDashboardProps): IWidget[] {
  return [
    graph('Rows rolled up', [
      metric('RollUpRowsSent', { label: 'sent' }),
      metric('RollUpRowsLeft', { label: 'left for want of time' }),
    ]),
    graph('Contacts: the oldest event waiting, s', [
      contacts.queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM, label: 'oldest' }),
    ]),
    graph('Dead letters, by reason', [byReason('DeadLetters', environment)]),
  ];
}

function graph(title: string, left: IMetric[], right: IMetric[] = []): GraphWidget {
  return new GraphWidget({ title, left, right, width: 8, height: 6, leftYAxis: { min: 0 } });
}

function bySource(
  metric: AdapterMetric,
  name: 'WebhooksAccepted' | 'OfflineStates' | 'UnmappedStates',
  sources: readonly string[],
): IMetric[] {
  return sources.map((source) => metric(name, { dimensions: { source }, label: source }));
}

/** Searched for, so that a reason which comes with a later version shows by itself. */
function byReason(name: MetricName, environment: string): IMetric {
  const metrics = `{${metricNamespace},environment,reason,service} MetricName="${name}" environment="${environment}"`;
  return new MathExpression({ expression: `SEARCH('${metrics}', 'Sum', 300)`, label: '' });
}
