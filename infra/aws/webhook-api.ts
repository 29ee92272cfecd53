import { CfnOutput, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { webhookSourceNames } from './configured-sources.ts';
import type { ReceiveWebhook } from './receive-webhook.ts';

type WebhookApiProps = { readonly configuration: Configuration; readonly receiveWebhook: ReceiveWebhook };

/** The address vendors call: one route, every method, because handshakes use HEAD and OPTIONS too. */
export class WebhookApi extends Construct {
  readonly stage: HttpStage;
  readonly accessLog: LogGroup;

  constructor(scope: Construct, id: string, { configuration, receiveWebhook }: WebhookApiProps) {
    super(scope, id);
    const api = new HttpApi(this, 'Api', { apiName: Stack.of(this).stackName, createDefaultStage: false });
    const routes = api.addRoutes({
      path: '/webhooks/{source}',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('ReceiveWebhook', receiveWebhook.function),
    });
    for (const route of routes)
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason:
          'Vendors cannot sign in: receive-webhook verifies the signature over the raw body, which no authorizer sees.',
      });
    this.accessLog = new LogGroup(this, 'AccessLog', {
      retention: configuration.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stage = this.#stage(api, configuration);
    for (const source of webhookSourceNames(configuration))
      new CfnOutput(this, `Url-${source}`, {
        value: `${api.apiEndpoint}/webhooks/${source}`,
        description: `Where ${source} sends its webhooks`,
      });
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

/** The path without its query: some vendors put a token there. */
const accessLogFields = {
  requestId: '$context.requestId',
  at: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  requestBytes: '$context.requestLength',
  responseBytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
};
