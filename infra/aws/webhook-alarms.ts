import { Duration } from 'aws-cdk-lib';
import { type Alarm, type IAlarmAction, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { metricNamespace } from '../../shared/metrics.ts';
import { AdapterAlarm } from './adapter-alarm.ts';
import type { AdapterMetric } from './adapter-metric.ts';
import type { WebhookApi } from './webhook-api.ts';
import { rateRule } from './webhook-web-acl.ts';

/** What the rule refused, not what it counted: https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html */
function floodsRefused(webAcl: string): Metric {
  return new Metric({
    namespace: 'AWS/WAFV2',
    metricName: 'BlockedRequests',
    dimensionsMap: { WebACL: webAcl, Rule: rateRule },
    statistic: Stats.SUM,
    period: Duration.minutes(5),
  });
}

/** Not for one stranger at the door. */
const again = { threshold: 10, periods: 3, breaching: 2 } as const;

type WebhookAlarmsProps = {
  readonly environment: string;
  readonly metric: AdapterMetric;
  readonly api: WebhookApi;
  readonly action: IAlarmAction;
  /** Whether any source has a list of the addresses that it sends from. */
  readonly listsAddresses: boolean;
  /** Whether a firewall stands before the gateway, which nothing should come past. */
  readonly isWalled: boolean;
};

/** What vendors are refused, and why: each of them may be an event that is lost. */
export class WebhookAlarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: WebhookAlarmsProps) {
    super(scope, id);
    this.alarms = this.#alarms(props);
    for (const alarm of this.alarms) alarm.addAlarmAction(props.action);
  }

  #alarms({ environment, metric, api, listsAddresses, isWalled }: WebhookAlarmsProps): Alarm[] {
    return [
      new AdapterAlarm(this, 'webhooks-fail', {
        says: 'Webhooks were answered 5xx: most vendors send them again, some do not.',
        metric: api.stage.metricServerError({ period: Duration.minutes(5), statistic: Stats.SUM }),
        threshold: 3,
      }),
      new AdapterAlarm(this, 'webhooks-throttled', {
        says: 'The gateway answered a webhook 429: with several vendors it is lost.',
        metric: this.#throttled(environment, api.accessLog),
        threshold: 1,
      }),
      new AdapterAlarm(this, 'signatures-refused', {
        says: 'Webhooks come whose signature is not genuine.',
        metric: metric('WebhooksRefused', { dimensions: { reason: 'signature-refused' } }),
        ...again,
      }),
      ...(listsAddresses
        ? [
            new AdapterAlarm(this, 'addresses-refused', {
              says: 'Webhooks come from addresses that are not their source’s: where the vendor has moved, they are lost.',
              metric: metric('WebhooksRefused', { dimensions: { reason: 'address-refused' } }),
              ...again,
            }),
          ]
        : []),
      ...(isWalled
        ? [
            new AdapterAlarm(this, 'front-bypassed', {
              says: 'Something calls a source past the firewall, by the gateway’s own address: a vendor’s is lost where the firewall is required.',
              metric: metric('FrontBypassed'),
              threshold: 1,
            }),
          ]
        : []),
      ...(api.webAclMetric
        ? [
            new AdapterAlarm(this, 'webhooks-blocked', {
              says: 'The firewall refused more requests of one address than it lets through: a vendor’s are lost.',
              metric: floodsRefused(api.webAclMetric),
              threshold: 1,
            }),
          ]
        : []),
    ];
  }

  /** An HTTP API counts 4xx as one, so that its 429 are counted in its access log. */
  #throttled(environment: string, accessLog: LogGroup): Metric {
    const namespace = `${metricNamespace}/${environment}`;
    const metricName = 'WebhooksThrottled';
    accessLog.addMetricFilter('Throttled', {
      filterPattern: FilterPattern.stringValue('$.status', '=', '429'),
      metricNamespace: namespace,
      metricName,
      metricValue: '1',
    });
    return new Metric({ namespace, metricName, statistic: Stats.SUM, period: Duration.minutes(5) });
  }
}
