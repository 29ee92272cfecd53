import { CfnOutput } from 'aws-cdk-lib';
import { DomainName, type MTLSConfig, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties, CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { DomainConfiguration, HttpConfiguration } from '../../shared/configuration/http.ts';
import type { WebhookFront } from './webhook-front.ts';

type WebhookDomainProps = {
  readonly domain: DomainConfiguration;
  readonly mutualTls: HttpConfiguration['mutualTls'];
  /** Where the name leads in place of the gateway, once a firewall stands before it. */
  readonly front: WebhookFront | undefined;
};

/**
 * The operators' own name of the gateway: TLS 1.2 or newer, and a certificate of the client's where they ask for one. The gateway has it
 * behind a firewall too, for who has the record's old answer still, and for the way back.
 */
export class WebhookDomain extends Construct {
  readonly domainName: DomainName;

  constructor(scope: Construct, id: string, { domain, mutualTls, front }: WebhookDomainProps) {
    super(scope, id);
    const { name, certificateArn } = domain;
    this.domainName = new DomainName(this, 'Name', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      securityPolicy: SecurityPolicy.TLS_1_2,
      ...(mutualTls && { mtls: this.#truststore(mutualTls) }),
    });
    this.#lead(domain, front);
  }

  /** One record wherever it leads: CloudFormation would make a second one of the name before it deletes the first, which Route 53 refuses. */
  #lead({ name, hostedZone }: DomainConfiguration, front: WebhookFront | undefined): void {
    const { regionalDomainName, regionalHostedZoneId } = this.domainName;
    if (!hostedZone) {
      new CfnOutput(this, 'Target', {
        value: front?.distribution.distributionDomainName ?? regionalDomainName,
        description: `What a CNAME record of ${name} has to name`,
      });
      return;
    }
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId: hostedZone.id,
      zoneName: hostedZone.name,
    });
    const target = RecordTarget.fromAlias(
      front
        ? new CloudFrontTarget(front.distribution)
        : new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId),
    );
    new ARecord(this, 'Record', { zone, recordName: name, target });
    if (front?.takesIpv6) new AaaaRecord(this, 'RecordIpv6', { zone, recordName: name, target });
  }

  #truststore({ truststoreUri, truststoreVersion }: NonNullable<HttpConfiguration['mutualTls']>): MTLSConfig {
    const { hostname, pathname } = new URL(truststoreUri);
    return {
      bucket: Bucket.fromBucketName(this, 'Truststore', hostname),
      key: pathname.slice(1),
      ...(truststoreVersion && { version: truststoreVersion }),
    };
  }
}
