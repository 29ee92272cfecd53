import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { configurationOf, domain, mutualTls, only, target, templateOf } from './stack-under-test.ts';

const sources = { zoom: { vendor: 'zoom' } };
const withDomain = (http: object) => templateOf(configurationOf(sources, { http }));
const urlsOf = (template: ReturnType<typeof templateOf>) =>
  Object.values(template.findOutputs('*'))
    .map(({ Value }) => JSON.stringify(Value))
    .filter((value) => value.includes('/webhooks/'));

describe('a domain of one’s own', () => {
  const template = withDomain({ domain });

  test('takes TLS 1.2 or newer alone, by the certificate that is configured', () => {
    expect(only(template, 'AWS::ApiGatewayV2::DomainName')).toMatchObject({
      DomainName: 'webhooks.example.com',
      DomainNameConfigurations: [
        { CertificateArn: domain.certificateArn, EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' },
      ],
    });
  });

  test('leads to the stage, and is what the outputs name', () => {
    const [mapping] = Object.values(template.findResources('AWS::ApiGatewayV2::ApiMapping'));
    const { ApiId, DomainName, Stage } = mapping?.['Properties'] ?? {};
    expect([target(ApiId), target(DomainName), Stage]).toEqual([
      'WebhookApi',
      'WebhookApiDomainName',
      '$default',
    ]);
    expect(mapping?.['DependsOn']).toContainEqual(expect.stringMatching(/^WebhookApiStage/));
    expect(urlsOf(template)).toEqual(['"https://webhooks.example.com/webhooks/zoom"']);
  });

  test('has its record in the hosted zone that is configured', () => {
    expect(only(template, 'AWS::Route53::RecordSet')).toMatchObject({
      Name: 'webhooks.example.com.',
      Type: 'A',
      HostedZoneId: 'Z0123456789ABC',
    });
  });

  test('tells what a record made elsewhere has to name, where no zone is configured', () => {
    const { hostedZone, ...elsewhere } = domain;
    const outside = withDomain({ domain: elsewhere });
    outside.resourceCountIs('AWS::Route53::RecordSet', 0);
    const outputs = Object.values(outside.findOutputs('*')).map(({ Value }) => JSON.stringify(Value));
    expect(outputs.filter((value) => value.includes('RegionalDomainName'))).toHaveLength(1);
  });

  test('asks for no certificate, and leaves the address that vendors may call already as it is', () => {
    expect(only(template, 'AWS::ApiGatewayV2::DomainName')).not.toHaveProperty('MutualTlsAuthentication');
    expect(only(template, 'AWS::ApiGatewayV2::Api')).not.toHaveProperty('DisableExecuteApiEndpoint');
  });
});

test('mutual TLS asks every client for a certificate, and closes the address that asks for none', () => {
  const template = withDomain({ domain, mutualTls });
  expect(only(template, 'AWS::ApiGatewayV2::DomainName')['MutualTlsAuthentication']).toEqual({
    TruststoreUri: 's3://trust-example/webhooks.pem',
    TruststoreVersion: 'v1',
  });
  expect(only(template, 'AWS::ApiGatewayV2::Api')['DisableExecuteApiEndpoint']).toBe(true);
});

test.each([
  ['mutual TLS without a domain', { http: { mutualTls } }, 'http.mutualTls: needs http.domain'],
  [
    'a certificate of another region',
    { region: 'eu-west-1', http: { domain } },
    'http.domain.certificateArn = ".*": must be of a certificate in eu-west-1',
  ],
  [
    'a domain that is a URL',
    { http: { domain: { ...domain, name: 'https://webhooks.example.com' } } },
    'http.domain.name = ".*": must be a host name',
  ],
  [
    'a truststore that is not in S3',
    { http: { domain, mutualTls: { truststoreUri: 'https://example.com/pem' } } },
    'http.mutualTls.truststoreUri = ".*": must be of the form s3://BUCKET/KEY',
  ],
])('refuses %s', (_, settings, message) => {
  const data = {
    environment: 'test',
    cloudConnect: { baseUrl: 'https://api.example.com' },
    sources,
    ...settings,
  };
  expect(() => parseConfiguration(data, 'test.json')).toThrow(new RegExp(message));
});
