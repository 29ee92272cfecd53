import { Stack } from 'aws-cdk-lib';
import { type IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { AdapterDashboard } from './adapter-dashboard.ts';
import { adapterMetrics } from './adapter-metric.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { DeliveryAlarms } from './delivery-alarms.ts';
import type { MessageQueue } from './message-queue.ts';
import type { RefreshToken } from './refresh-token.ts';
import type { RollUp } from './roll-up.ts';
import { SourceAlarms } from './source-alarms.ts';
import { WebhookAlarms } from './webhook-alarms.ts';
import type { WebhookApi } from './webhook-api.ts';
import { WorkAlarms } from './work-alarms.ts';

type WatchProps = {
  readonly configuration: Configuration;
  readonly events: MessageQueue;
  readonly contacts: MessageQueue;
  readonly refreshToken: RefreshToken;
  readonly rollUp: RollUp;
  /** Whose functions take what lies in a queue. */
  readonly consumers: readonly { readonly function: IFunction }[];
  /** Left out where no source sends webhooks. */
  readonly api: WebhookApi | undefined;
};

/** What tells people how the deployment fares. Comes last in the stack: it watches all functions that it finds there. */
export class Watch extends Construct {
  constructor(scope: Construct, id: string, props: WatchProps) {
    super(scope, id);
    const { configuration, api } = props;
    const { environment } = configuration;
    const metric = adapterMetrics(environment);
    const { action } = new AlarmTopic(this, 'Alarms', configuration.alarms);
    const functions = Stack.of(this)
      .node.findAll()
      .filter((each) => each instanceof LambdaFunction);
    const delivery = new DeliveryAlarms(this, 'Delivery', { metric, action, ...props });
    const sources = Object.keys(configuration.sources);
    const silence = new SourceAlarms(this, 'Sources', { metric, action, sources });
    const work = new WorkAlarms(this, 'Work', { metric, action, functions, ...props });
    const listsAddresses = Object.values(configuration.sources).some(({ allowedIps }) => allowedIps);
    const { firewall } = configuration.http;
    const isWalled = firewall !== undefined && firewall.stage !== 'beside';
    const webhooks =
      api &&
      new WebhookAlarms(this, 'Webhooks', { environment, metric, action, api, listsAddresses, isWalled });
    new AdapterDashboard(this, 'Dashboard', {
      environment,
      metric,
      sources,
      ...props,
      alarms: [delivery, silence, work, webhooks].flatMap((group) => group?.alarms ?? []),
    });
  }
}
