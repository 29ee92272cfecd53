import { CfnOutput, Fn, Stack, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  SecurityPolicyProtocol,
  Function as ViewerFunction,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type {
  DomainConfiguration,
  FirewallConfiguration,
  HttpConfiguration,
} from '../../shared/configuration/http.ts';
import { frontHeaders, originSecretKey } from '../../shared/configuration/origin-secret.ts';
import { WebhookWebAcl } from './webhook-web-acl.ts';

export type WebhookFrontProps = {
  readonly api: HttpApi;
  readonly http: HttpConfiguration;
  readonly domain: DomainConfiguration;
  readonly firewall: FirewallConfiguration;
  readonly origin: Secret;
};

/** CloudFront with AWS WAF before the gateway. It caches nothing and changes nothing that a vendor signs. */
export class WebhookFront extends Construct {
  readonly webAclMetric: string | undefined;

  constructor(scope: Construct, id: string, { api, http, domain, firewall, origin }: WebhookFrontProps) {
    super(scope, id);
    const webAcl = firewall.webAclArn ? undefined : new WebhookWebAcl(this, 'WebAcl', { http, firewall });
    this.webAclMetric = webAcl?.metricName;
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Webhooks of ${Stack.of(this).stackName}`,
      domainNames: [domain.name],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      webAclId: firewall.webAclArn ?? webAcl?.arn ?? '',
      defaultBehavior: {
        origin: this.#gateway(api, origin),
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        compress: false,
        functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: this.#nameViewer() }],
      },
    });
    Validations.of(distribution).acknowledge({
      id: 'AwsSolutions-CFR3',
      reason:
        'Its access log would hold query strings, in which some vendors put a token; the gateway keeps one that does not.',
    });
    Validations.of(distribution).acknowledge({
      id: 'AwsSolutions-CFR1',
      reason: 'Vendors send from wherever their clouds are: a country that is shut out is webhooks lost.',
    });
    this.#record(domain, distribution);
  }

  /** The address that AWS gives the gateway; who calls it without the origin secret is refused by receive-webhook. */
  #gateway(api: HttpApi, origin: Secret): HttpOrigin {
    // https://ID.execute-api.REGION.amazonaws.com
    const host = Fn.select(2, Fn.split('/', api.apiEndpoint));
    return new HttpOrigin(host, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      // CloudFormation puts it in when it deploys: the template holds a reference.
      customHeaders: { [frontHeaders.proof]: origin.secretValueFromJson(originSecretKey).unsafeUnwrap() },
    });
  }

  /** The gateway sees CloudFront's address; X-Forwarded-For, which the viewer may begin, is not for telling whose it was. */
  #nameViewer(): ViewerFunction {
    return new ViewerFunction(this, 'NameViewer', {
      functionName: `${Stack.of(this).stackName}-viewer`,
      comment: 'Tells the viewer’s address',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(
        [
          'function handler(event) {',
          `  event.request.headers['${frontHeaders.viewer}'] = { value: event.viewer.ip };`,
          '  return event.request;',
          '}',
        ].join('\n'),
      ),
    });
  }

  #record({ name, hostedZone }: DomainConfiguration, distribution: Distribution): void {
    if (hostedZone) {
      const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
        hostedZoneId: hostedZone.id,
        zoneName: hostedZone.name,
      });
      const target = RecordTarget.fromAlias(new CloudFrontTarget(distribution));
      new ARecord(this, 'Record', { zone, recordName: name, target });
      new AaaaRecord(this, 'RecordIpv6', { zone, recordName: name, target });
    } else
      new CfnOutput(this, 'Target', {
        value: distribution.distributionDomainName,
        description: `What a CNAME record of ${name} has to name`,
      });
  }
}
