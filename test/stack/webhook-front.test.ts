import { describe, expect, test } from 'vitest';
import type { FirewallConfiguration } from '../../shared/configuration/http.ts';
import {
  behindFirewall,
  configurationOf,
  domain,
  only,
  propertiesOf,
  target,
  templateOf,
} from './stack-under-test.ts';

const template = templateOf(behindFirewall);
const acl = only(template, 'AWS::WAFv2::WebACL');
const distribution = only(template, 'AWS::CloudFront::Distribution')['DistributionConfig'] as {
  Origins: {
    CustomOriginConfig: object;
    OriginCustomHeaders: { HeaderName: string; HeaderValue: object }[];
  }[];
  DefaultCacheBehavior: Record<string, unknown>;
  CustomErrorResponses: { ErrorCode: number }[];
  WebACLId: unknown;
};
type Rule = {
  Name: string;
  Action?: object;
  OverrideAction?: object;
  Statement: {
    RateBasedStatement?: { Limit: number; AggregateKeyType: string };
    ManagedRuleGroupStatement?: { RuleActionOverrides: { Name: string; ActionToUse: object }[] };
  };
};
const rulesOf = (properties: typeof acl) => properties['Rules'] as Rule[];
type Stage = FirewallConfiguration['stage'];
const withFirewall = (firewall: object, http: object = { domain }, region = 'us-east-1') =>
  templateOf(
    configurationOf(
      { zoom: { vendor: 'zoom' } },
      { region, http: { ...http, firewall: { stage: 'required', ...firewall } } },
    ),
  );

describe('CloudFront', () => {
  test('takes TLS 1.2 or newer alone, under the configured name, and every method', () => {
    expect(distribution).toMatchObject({
      Aliases: ['webhooks.example.com'],
      ViewerCertificate: { AcmCertificateArn: domain.certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
      DefaultCacheBehavior: {
        ViewerProtocolPolicy: 'https-only',
        AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
      },
    });
  });

  test('caches nothing and hands on all that came but the host: AWS’s own policies say so by these ids', () => {
    expect(distribution.DefaultCacheBehavior).toMatchObject({
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      Compress: false,
    });
  });

  test('keeps no error that the gateway answered, so that a handshake which is tried again is answered anew', () => {
    const kept = distribution.CustomErrorResponses;
    expect(kept.map(({ ErrorCode }) => ErrorCode)).toEqual([
      400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504,
    ]);
    // No page of CloudFront's own in the answer's place, and no other status.
    for (const { ErrorCode, ...rest } of kept) expect(rest).toEqual({ ErrorCachingMinTTL: 0 });
  });

  test('calls the gateway over TLS 1.2, with a secret that stands in no template', () => {
    const [origin] = distribution.Origins;
    expect(origin?.CustomOriginConfig).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
    expect(origin?.OriginCustomHeaders.map(({ HeaderName }) => HeaderName)).toEqual(['x-adapter-origin']);
    expect(JSON.stringify(origin?.OriginCustomHeaders)).toMatch(
      /\{\{resolve:secretsmanager:.*SecretsOrigin.*:SecretString:value::\}\}/,
    );
    expect(only(template, 'AWS::SecretsManager::Secret', 'SecretsOrigin')).toMatchObject({
      Name: 'cloud-connect-adapter/test/origin',
      GenerateSecretString: { PasswordLength: 64, GenerateStringKey: 'value' },
    });
  });

  test('tells the viewer’s address, and the name that it called, in headers that the viewer cannot set', () => {
    const { FunctionCode } = only(template, 'AWS::CloudFront::Function');
    const handler = new Function(`${FunctionCode}; return handler;`)();
    const host = { value: 'webhooks.example.com' };
    const forged = { 'x-adapter-viewer': { value: '203.0.113.99' }, 'x-adapter-host': { value: 'forged' } };
    const request = { headers: { host, ...forged } };
    expect(handler({ request, viewer: { ip: '198.51.100.1' } }).headers).toEqual({
      host,
      'x-adapter-viewer': { value: '198.51.100.1' },
      'x-adapter-host': host,
    });
    expect(distribution.DefaultCacheBehavior['FunctionAssociations']).toMatchObject([
      { EventType: 'viewer-request' },
    ]);
  });

  test('has its records in the hosted zone, for IPv4 and IPv6, and its URLs in the outputs', () => {
    const records = Object.values(propertiesOf(template, 'AWS::Route53::RecordSet'));
    expect(records.map(({ Type }) => Type)).toEqual(['A', 'AAAA']);
    const outputs = Object.values(template.findOutputs('*')).map(({ Value }) => Value);
    expect(outputs).toContain('https://webhooks.example.com/webhooks/zoom');
  });
});

test.each([
  ['by either family where no source lists its addresses', undefined, true],
  ['by either family where a list holds both', ['203.0.113.0/24', '2001:db8::/32'], true],
  [
    'by IPv4 alone where a source lists no other, whose vendor might come by IPv6 as well',
    ['203.0.113.7'],
    false,
  ],
])('CloudFront is called %s', (_, allowedIps, ipv6) => {
  const zoom = { vendor: 'zoom', ...(allowedIps && { allowedIps }) };
  const sources = { zoom, 'back-office': { vendor: 'standard' } };
  const http = { domain, firewall: { stage: 'required' } };
  const those = templateOf(configurationOf(sources, { region: 'us-east-1', http }));
  const { DistributionConfig } = only(those, 'AWS::CloudFront::Distribution');
  expect(DistributionConfig).toMatchObject({ IPV6Enabled: ipv6 });
  const types = Object.values(propertiesOf(those, 'AWS::Route53::RecordSet')).map(({ Type }) => Type);
  expect(types).toEqual(ipv6 ? ['A', 'AAAA'] : ['A']);
});

describe('the stages of the firewall', () => {
  const stages = ['beside', 'before', 'required'] as const;
  const at = (stage: Stage) => withFirewall({ stage });
  const resourcesAt = (stage: Stage) => at(stage).toJSON()['Resources'];
  const recordsOf = (those: typeof template) =>
    Object.entries(those.findResources('AWS::Route53::RecordSet')).map(([id, { Properties }]) => [
      id,
      Properties.Type,
      target(Properties.AliasTarget.DNSName),
    ]);

  test('turn one and the same record from the gateway to CloudFront, so that Route 53 never has two of a name', () => {
    const bare = templateOf(configurationOf({ zoom: { vendor: 'zoom' } }, { http: { domain } }));
    const toGateway = ['WebhookApiDomainRecordC605413A', 'A', 'WebhookApiDomainName'];
    const toFront = ['WebhookApiDomainRecordC605413A', 'A', 'WebhookApiFrontDistribution'];
    const ipv6 = [expect.any(String), 'AAAA', 'WebhookApiFrontDistribution'];
    expect(recordsOf(bare)).toEqual([toGateway]);
    expect(recordsOf(at('beside'))).toEqual([toGateway]);
    expect(recordsOf(at('before'))).toEqual([toFront, ipv6]);
    expect(recordsOf(at('required'))).toEqual([toFront, ipv6]);
  });

  test('change nothing of the distribution, the gateway and its name, so that each can be gone back from', () => {
    const lasting = /^AWS::(CloudFront|ApiGatewayV2|WAFv2|SecretsManager|IAM)::/;
    const kept = (stage: Stage) =>
      Object.fromEntries(
        Object.entries<{ Type: string }>(resourcesAt(stage)).filter(([, { Type }]) => lasting.test(Type)),
      );
    expect(Object.keys(kept('beside')).length).toBeGreaterThan(10);
    for (const stage of stages) expect(kept(stage)).toEqual(kept('beside'));
  });

  test('take nothing from a stack without a firewall', () => {
    const bare = templateOf(configurationOf({ zoom: { vendor: 'zoom' } }, { http: { domain } }));
    const ids = Object.keys(bare.toJSON()['Resources']);
    for (const stage of stages) expect(Object.keys(resourcesAt(stage))).toEqual(expect.arrayContaining(ids));
  });

  test('tell CloudFront’s own name, to try it by, and what a record that is made elsewhere has to name', () => {
    const { hostedZone, ...elsewhere } = domain;
    const outputs = (stage: Stage) =>
      Object.entries(withFirewall({ stage }, { domain: elsewhere }).findOutputs('*'))
        .filter(([id]) => /^WebhookApi(FrontName|DomainTarget)/.test(id))
        .map(([, { Value }]) => target(Value));
    expect(outputs('beside').toSorted()).toEqual(['WebhookApiDomainName', 'WebhookApiFrontDistribution']);
    for (const stage of ['before', 'required'] as const)
      expect(outputs(stage)).toEqual(['WebhookApiFrontDistribution', 'WebhookApiFrontDistribution']);
  });

  test('are always named: the last would refuse what a running deployment gets, and the first is no firewall yet', () => {
    expect(() => withFirewall({ stage: undefined })).toThrow(/http\.firewall\.stage/);
  });
});

describe('the web ACL', () => {
  test('stands before CloudFront, and lets through what no rule matches', () => {
    expect(acl).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
    expect(target(distribution.WebACLId)).toBe('WebhookApiFrontWebAcl');
  });

  test('never refuses a webhook for its body, its size or a client that names itself not', () => {
    const counted = rulesOf(acl).flatMap(
      ({ Statement }) => Statement.ManagedRuleGroupStatement?.RuleActionOverrides ?? [],
    );
    expect(counted.map(({ Name }) => Name)).toEqual(
      expect.arrayContaining(['SizeRestrictions_BODY', 'CrossSiteScripting_BODY', 'NoUserAgent_HEADER']),
    );
    for (const { ActionToUse } of counted) expect(ActionToUse).toEqual({ Count: {} });
  });

  test('counts requests by address, and refuses or counts as it is told', () => {
    const actions = (rules: Rule[]) => rules.map(({ Action, OverrideAction }) => Action ?? OverrideAction);
    expect(rulesOf(acl)[0]?.Statement.RateBasedStatement).toMatchObject({
      Limit: 360_000,
      AggregateKeyType: 'IP',
    });
    expect(actions(rulesOf(acl))).toEqual([{ Block: {} }, { None: {} }, { None: {} }, { None: {} }]);
    const counting = rulesOf(only(withFirewall({ requestsPerFiveMinutes: 900 }), 'AWS::WAFv2::WebACL'));
    expect(counting[0]?.Statement.RateBasedStatement?.Limit).toBe(900);
    expect(actions(counting)).toEqual(Array.from({ length: 4 }, () => ({ Count: {} })));
  });

  test('may be one that is there already, so that the stack can be in any region', () => {
    const webAclArn =
      'arn:aws:wafv2:us-east-1:123456789012:global/webacl/webhooks/1a2b3c4d-0000-4000-8000-000000000000';
    const { certificateArn } = domain;
    const own = { ...domain, certificateArn: certificateArn.replace('us-east-1', 'eu-west-1') };
    const elsewhere = withFirewall({ webAclArn, certificateArn }, { domain: own }, 'eu-west-1');
    elsewhere.resourceCountIs('AWS::WAFv2::WebACL', 0);
    const { DistributionConfig } = only(elsewhere, 'AWS::CloudFront::Distribution');
    expect(DistributionConfig).toMatchObject({
      WebACLId: webAclArn,
      ViewerCertificate: { AcmCertificateArn: certificateArn },
    });
    expect(only(elsewhere, 'AWS::ApiGatewayV2::DomainName')).toMatchObject({
      DomainNameConfigurations: [{ CertificateArn: own.certificateArn }],
    });
  });
});

test('receive-webhook may read the origin secret, and no other function may', () => {
  const readers = Object.entries(propertiesOf(template, 'AWS::IAM::Policy')).filter(([, policy]) =>
    JSON.stringify(policy).includes('SecretsOrigin'),
  );
  expect(readers.map(([id]) => id)).toEqual([expect.stringMatching(/^ReceiveWebhookRole/)]);
});
