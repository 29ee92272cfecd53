import { CfnOutput, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  CfnStage,
  HttpApi,
  HttpMethod,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { holdsIpv6 } from '../../shared/address-list.ts';
import type { Configuration, SourceConfiguration } from '../../shared/configuration/configuration.ts';
import type { HttpConfiguration } from '../../shared/configuration/http.ts';
import { accessLogFields } from './access-log-fields.ts';
import { webhookSourceNames } from './configured-sources.ts';
import { encryptionKey } from './customer-key.ts';
import type { ReceiveWebhook } from './receive-webhook.ts';
import { WebhookDomain } from './webhook-domain.ts';
import { WebhookFront } from './webhook-front.ts';

type WebhookApiProps = {
  readonly configuration: Configuration;
  readonly receiveWebhook: ReceiveWebhook;
  /** What CloudFront proves itself by, where a firewall stands before the gateway. */
  readonly origin: Secret | undefined;
};

/**
 * The address vendors call, by every method, because handshakes use HEAD and OPTIONS too: one route, which is also what answers a
 * source that there is not, and one more for each source with a throttle of its own, since the gateway throttles by route.
 */
export class WebhookApi extends Construct {
  readonly stage: HttpStage;
  readonly accessLog: LogGroup;
  /** The name that the stack's own web ACL is measured by, where it has one. */
  readonly webAclMetric: string | undefined;

  constructor(scope: Construct, id: string, { configuration, receiveWebhook, origin }: WebhookApiProps) {
    super(scope, id);
    const { http } = configuration;
    const api = new HttpApi(this, 'Api', {
      apiName: Stack.of(this).stackName,
      createDefaultStage: false,
      // Whoever knows AWS's own address of the gateway would not be asked for a certificate there.
      ...(http.mutualTls && { disableExecuteApiEndpoint: true }),
    });
    const throttles = ownThrottles(configuration);
    const routes = addRoutes(api, [...throttles.keys()], receiveWebhook);
    const key = encryptionKey(this);
    this.accessLog = new LogGroup(this, 'AccessLog', {
      ...(key && { encryptionKey: key }),
      retention: configuration.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stage = this.#stage(api, configuration);
    throttleRoutes(this.stage, throttles);
    // A stage is refused that has settings of a route which is not there yet.
    this.stage.node.addDependency(...routes);
    const front = this.#front(api, configuration, origin);
    this.webAclMetric = front?.webAclMetric;
    this.#ownName(api, http, front);
    for (const source of webhookSourceNames(configuration))
      new CfnOutput(this, `Url-${source}`, {
        value: `${http.domain ? `https://${http.domain.name}` : api.apiEndpoint}/webhooks/${source}`,
        description: `Where ${source} sends its webhooks`,
      });
  }

  #front(
    api: HttpApi,
    { http, sources }: Configuration,
    origin: Secret | undefined,
  ): WebhookFront | undefined {
    const { domain, firewall } = http;
    if (!domain || !firewall || !origin) return undefined;
    // A vendor that sends from addresses of either family would come by IPv6 once it finds one, and a list of IPv4 alone refuse it.
    const takesIpv6 = Object.values(sources).every(({ allowedIps }) => !allowedIps || holdsIpv6(allowedIps));
    return new WebhookFront(this, 'Front', { api, http, domain, firewall, origin, takesIpv6 });
  }

  /** The operators' name of the gateway, where they have one; it leads to the firewall once that stands before the gateway. */
  #ownName(api: HttpApi, http: HttpConfiguration, front: WebhookFront | undefined): void {
    const { domain, mutualTls, firewall } = http;
    if (!domain) return;
    const { domainName } = new WebhookDomain(this, 'Domain', {
      domain,
      mutualTls,
      front: firewall?.stage === 'beside' ? undefined : front,
    });
    new ApiMapping(this, 'Mapping', { api, domainName, stage: this.stage });
  }

  #stage(httpApi: HttpApi, { http }: Configuration): HttpStage {
    return new HttpStage(this, 'Stage', {
      httpApi,
      autoDeploy: true,
      throttle: { rateLimit: http.requestsPerSecond, burstLimit: http.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLog),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
  }
}

/** The one for all sources, and one for each of these. */
function addRoutes(
  api: HttpApi,
  names: readonly string[],
  { function: handler }: ReceiveWebhook,
): readonly HttpRoute[] {
  const integration = new HttpLambdaIntegration('ReceiveWebhook', handler);
  const routes = ['{source}', ...names].flatMap((name) =>
    api.addRoutes({ path: `/webhooks/${name}`, methods: [HttpMethod.ANY], integration }),
  );
  for (const route of routes) awaitPermission(route);
  for (const route of routes)
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'Vendors cannot sign in: receive-webhook verifies the signature over the raw body, which no authorizer sees.',
    });
  return routes;
}

/** The stage deploys by itself, so that a route answers from the moment it is there: 500 as long as it may not invoke the function. */
function awaitPermission(route: HttpRoute): void {
  const permissions = route.node.findAll().filter((each) => each instanceof CfnPermission);
  route.node.defaultChild?.node.addDependency(...permissions);
}

type Throttle = NonNullable<SourceConfiguration['throttle']>;

function ownThrottles(configuration: Configuration): ReadonlyMap<string, Throttle> {
  return new Map(
    webhookSourceNames(configuration).flatMap((name) => {
      const throttle = configuration.sources[name]?.throttle;
      return throttle ? [[name, throttle] as const] : [];
    }),
  );
}

/** HttpStage knows the throttle of all routes only. */
function throttleRoutes(stage: HttpStage, throttles: ReadonlyMap<string, Throttle>): void {
  const { defaultChild } = stage.node;
  if (throttles.size === 0 || !(defaultChild instanceof CfnStage)) return;
  defaultChild.routeSettings = Object.fromEntries(
    [...throttles].map(([name, { requestsPerSecond, burst }]) => [
      `ANY /webhooks/${name}`,
      { ThrottlingRateLimit: requestsPerSecond, ThrottlingBurstLimit: burst },
    ]),
  );
}
