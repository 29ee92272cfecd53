import { CfnOutput, Duration, Fn, Stack, Validations } from 'aws-cdk-lib';
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
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type {
  DomainConfiguration,
  FirewallConfiguration,
  HttpConfiguration,
} from '../../shared/configuration/http.ts';
import { frontHeaders, originSecretKey } from '../../shared/configuration/origin-secret.ts';
import { WebhookWebAcl } from './webhook-web-acl.ts';

/**
 * What CloudFront keeps of an origin's errors, for 10 seconds where it is told nothing and by no cache policy: a handshake by GET or HEAD
 * that is tried again would get the old answer. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
 */
const cachedErrors = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

export type WebhookFrontProps = {
  readonly api: HttpApi;
  readonly http: HttpConfiguration;
  readonly domain: DomainConfiguration;
  readonly firewall: FirewallConfiguration;
  readonly origin: Secret;
  /** Whether it can be called by IPv6 as well, which the gateway cannot. */
  readonly takesIpv6: boolean;
};

/**
 * CloudFront with AWS WAF before the gateway. It caches nothing and changes nothing that a vendor signs. It has the domain's name and
 * certificate from its first stage on, so that nothing of it changes when the domain's record is turned to it.
 */
export class WebhookFront extends Construct {
  readonly distribution: Distribution;
  readonly takesIpv6: boolean;
  readonly webAclMetric: string | undefined;

  constructor(scope: Construct, id: string, props: WebhookFrontProps) {
    super(scope, id);
    const { api, http, domain, firewall, origin, takesIpv6 } = props;
    this.takesIpv6 = takesIpv6;
    const webAcl = firewall.webAclArn ? undefined : new WebhookWebAcl(this, 'WebAcl', { http, firewall });
    this.webAclMetric = webAcl?.metricName;
    const certificateArn = firewall.certificateArn ?? domain.certificateArn;
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `Webhooks of ${Stack.of(this).stackName}`,
      domainNames: [domain.name],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableIpv6: takesIpv6,
      webAclId: firewall.webAclArn ?? webAcl?.arn ?? '',
      errorResponses: cachedErrors.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
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
    Validations.of(this.distribution).acknowledge({
      id: 'AwsSolutions-CFR3',
      reason:
        'Its access log would hold query strings, in which some vendors put a token; the gateway keeps one that does not.',
    });
    Validations.of(this.distribution).acknowledge({
      id: 'AwsSolutions-CFR1',
      reason: 'Vendors send from wherever their clouds are: a country that is shut out is webhooks lost.',
    });
    new CfnOutput(this, 'Name', {
      value: this.distribution.distributionDomainName,
      description: 'CloudFront’s own name of the firewall, to try it by',
    });
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

  /** The gateway sees CloudFront's address, and its own name; X-Forwarded-For, which the viewer may begin, is not for telling whose it was. */
  #nameViewer(): ViewerFunction {
    return new ViewerFunction(this, 'NameViewer', {
      functionName: `${Stack.of(this).stackName}-viewer`,
      comment: 'Tells the viewer’s address and the name that it called',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(
        [
          'function handler(event) {',
          '  var headers = event.request.headers;',
          `  headers['${frontHeaders.viewer}'] = { value: event.viewer.ip };`,
          `  headers['${frontHeaders.host}'] = { value: headers.host.value };`,
          '  return event.request;',
          '}',
        ].join('\n'),
      ),
    });
  }
}
