import { Stack } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { FirewallConfiguration, HttpConfiguration } from '../../shared/configuration/http.ts';

/**
 * AWS's rule groups and, in each, the rules that are only counted, because they would mistake webhooks: bodies are signed and hold
 * what customers and agents wrote, some are larger than a rule takes, some carry URLs of callbacks, and not every vendor names its
 * client. https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
const ruleGroups: Readonly<Record<string, readonly string[]>> = {
  AWSManagedRulesAmazonIpReputationList: [],
  AWSManagedRulesKnownBadInputsRuleSet: ['JavaDeserializationRCE_BODY', 'Log4JRCE_BODY'],
  AWSManagedRulesCommonRuleSet: [
    'NoUserAgent_HEADER',
    'SizeRestrictions_QUERYSTRING',
    'SizeRestrictions_BODY',
    'EC2MetaDataSSRF_BODY',
    'GenericLFI_BODY',
    'GenericRFI_BODY',
    'GenericRFI_QUERYARGUMENTS',
    'CrossSiteScripting_BODY',
  ],
};

/** The rule that counts the requests of one address; what it refuses is measured by this name. */
export const rateRule = 'RateOfOneAddress';

type WebhookWebAclProps = { readonly http: HttpConfiguration; readonly firewall: FirewallConfiguration };

/** What the firewall lets through: everything but what its rules match, and that too where they only count. */
export class WebhookWebAcl extends Construct {
  readonly arn: string;
  readonly metricName: string;

  constructor(scope: Construct, id: string, { http, firewall }: WebhookWebAclProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    const blocks = firewall.mode === 'block';
    // WAF takes no other characters.
    this.metricName = stackName.replaceAll(/[^A-Za-z0-9_-]/g, '-');
    const groups = Object.entries(ruleGroups).map(([name, counted], index) => ({
      name,
      priority: index + 1,
      overrideAction: blocks ? { none: {} } : { count: {} },
      statement: {
        managedRuleGroupStatement: {
          vendorName: 'AWS',
          name,
          ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
        },
      },
      visibilityConfig: measured(name),
    }));
    const rate = {
      name: rateRule,
      priority: 0,
      action: blocks ? { block: {} } : { count: {} },
      statement: {
        rateBasedStatement: {
          aggregateKeyType: 'IP',
          evaluationWindowSec: 300,
          limit: firewall.requestsPerFiveMinutes ?? http.requestsPerSecond * 300,
        },
      },
      visibilityConfig: measured(rateRule),
    };
    const acl = new CfnWebACL(this, 'WebAcl', {
      name: stackName,
      description: 'Before the gateway of webhooks',
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      rules: [rate, ...groups],
      visibilityConfig: measured(this.metricName),
    });
    this.arn = acl.attrArn;
  }
}

function measured(metricName: string) {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
