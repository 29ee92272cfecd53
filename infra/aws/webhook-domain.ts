import { CfnOutput } from 'aws-cdk-lib';
import { DomainName, type MTLSConfig, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { DomainConfiguration, HttpConfiguration } from '../../shared/configuration/http.ts';

type WebhookDomainProps = {
  readonly domain: DomainConfiguration;
  readonly mutualTls: HttpConfiguration['mutualTls'];
};

/** The operators' own name of the gateway: TLS 1.2 or newer, and a certificate of the client's where they ask for one. */
export class WebhookDomain extends Construct {
  readonly domainName: DomainName;

  constructor(scope: Construct, id: string, { domain, mutualTls }: WebhookDomainProps) {
    super(scope, id);
    const { name, certificateArn, hostedZone } = domain;
    this.domainName = new DomainName(this, 'Name', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      securityPolicy: SecurityPolicy.TLS_1_2,
      ...(mutualTls && { mtls: this.#truststore(mutualTls) }),
    });
    const { regionalDomainName, regionalHostedZoneId } = this.domainName;
    if (hostedZone)
      new ARecord(this, 'Record', {
        zone: HostedZone.fromHostedZoneAttributes(this, 'Zone', {
          hostedZoneId: hostedZone.id,
          zoneName: hostedZone.name,
        }),
        recordName: name,
        target: RecordTarget.fromAlias(
          new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId),
        ),
      });
    else
      new CfnOutput(this, 'Target', {
        value: regionalDomainName,
        description: `What a CNAME record of ${name} has to name`,
      });
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
