import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { metricNamespace, metricUnits } from '../../shared/metrics.ts';
import { readText } from '../conventions/layout.ts';
import {
  type Attributes,
  behindFirewall,
  configuration,
  configurationOf,
  hardened,
  only,
  propertiesOf,
  target,
  templateOf,
  withAwsSources,
} from './stack-under-test.ts';

const template = templateOf({ ...hardened, alarms: { emails: ['a@example.com', 'b@example.com'] } });
const alarmsOf = (those: Template) => Object.values(propertiesOf(those, 'AWS::CloudWatch::Alarm'));
const single = alarmsOf(template);
const walled = alarmsOf(templateOf(behindFirewall));
const composite = only(template, 'AWS::CloudWatch::CompositeAlarm');
const all = [...single, composite];

/** An alarm's name in the runbook: the same for all sources. */
const headingOf = ({ AlarmName }: Attributes) =>
  String(AlarmName)
    .replace('cloud-connect-adapter-test-', '')
    .replace(/^source-silent-.*/, 'source-silent');
const named = (name: string) => single.find((each) => headingOf(each) === name) ?? {};

/** The runbook by heading, as the README has it. */
const [, runbook = ''] = /\n### Runbook\n([\s\S]*?)\n##? /.exec(readText('README.md')) ?? [];
const entries = new Map(
  runbook
    .split('\n#### ')
    .slice(1)
    .map((entry) => {
      const [heading = '', ...lines] = entry.split('\n');
      return [heading, lines.join('\n')] as const;
    }),
);

describe('the runbook', () => {
  test('has a heading for each alarm, and an alarm for each heading', () => {
    expect([...entries.keys()].sort()).toEqual([...new Set([...all, ...walled].map(headingOf))].sort());
  });

  test('says under each heading what it is, how to find out more and what to do', () => {
    const parts = [...entries].map(([heading, text]) => [
      heading,
      ...[...text.matchAll(/^\*\*(\w+)\.\*\* \S/gm)].map(([, part]) => part),
    ]);
    expect(parts).toEqual(
      [...entries.keys()].map((name) => [name, 'Description', 'Investigation', 'Resolution']),
    );
  });

  test('is linked by the description of each alarm', () => {
    for (const alarm of all)
      expect(alarm['AlarmDescription']).toMatch(
        new RegExp(`\\S\\. What to do: README\\.md#${headingOf(alarm)}$`),
      );
  });
});

describe('an alarm', () => {
  test('names the deployment, so that no two collide', () => {
    for (const { AlarmName, CompositeAlarmName } of all)
      expect(AlarmName ?? CompositeAlarmName).toMatch(/^cloud-connect-adapter-test-[a-z-]+$/);
  });

  test('rings by itself, or through the composite over it: never both, never neither', () => {
    const rule = JSON.stringify(composite['AlarmRule']);
    const covered = Object.entries(propertiesOf(template, 'AWS::CloudWatch::Alarm')).map(([id, alarm]) => {
      const isCovered = rule.includes(id);
      return [headingOf(alarm), isCovered, 'AlarmActions' in alarm];
    });
    expect(covered.filter(([, isCovered, rings]) => isCovered === rings)).toEqual([]);
    expect(
      covered
        .filter(([, isCovered]) => isCovered)
        .map(([name]) => name)
        .sort(),
    ).toEqual([
      'api-fails',
      'events-wait',
      'refresh-fails',
      'refresh-given-up',
      'rows-late',
      'token-expires',
    ]);
    expect(composite['AlarmActions']).toHaveLength(1);
  });

  test('is bad for missing data where something reports by the clock, and nowhere else', () => {
    const breaching = single.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');
    expect(breaching.map(headingOf).sort()).toEqual(['roll-up-missing', 'token-expires']);
    const others = single.filter((alarm) => !breaching.includes(alarm));
    expect(new Set(others.map(({ TreatMissingData }) => TreatMissingData))).toEqual(
      new Set(['notBreaching']),
    );
  });

  test('watches metrics that the functions write, by all the dimensions that they write', () => {
    type Metric = { Namespace: string; MetricName: string; Dimensions?: { Name: string; Value: string }[] };
    const metrics = single.flatMap((alarm) => [
      alarm as Metric,
      ...((alarm['Metrics'] as { MetricStat?: { Metric: Metric } }[]) ?? []).flatMap(
        ({ MetricStat }) => MetricStat?.Metric ?? [],
      ),
    ]);
    const ours = metrics.filter(({ Namespace }) => Namespace === metricNamespace);
    expect(ours.length).toBeGreaterThan(8);
    for (const { MetricName, Dimensions = [] } of ours) {
      expect(Object.keys(metricUnits)).toContain(MetricName);
      expect(Dimensions).toContainEqual({ Name: 'service', Value: 'cloud-connect-adapter' });
      expect(Dimensions).toContainEqual({ Name: 'environment', Value: 'test' });
      const own = Dimensions.map(({ Name }) => Name).filter((name) => !/service|environment/.test(name));
      expect(['', 'call', 'source', 'reason']).toContain(own.join());
    }
  });
});

describe('a source that falls silent', () => {
  const silent = single.filter((alarm) => headingOf(alarm) === 'source-silent');

  test('has an alarm of its own, however its events come', () => {
    expect(silent.map(({ AlarmName }) => String(AlarmName).split('source-silent-')[1]).sort()).toEqual(
      Object.keys(hardened.sources).sort(),
    );
  });

  test('is measured by its own rhythm, below it for half an hour, by numbers and never by their absence', () => {
    for (const alarm of silent) {
      expect(alarm).toMatchObject({
        ComparisonOperator: 'LessThanLowerThreshold',
        EvaluationPeriods: 2,
        TreatMissingData: 'notBreaching',
      });
      expect(JSON.stringify(alarm['Metrics'])).toMatch(/ANOMALY_DETECTION_BAND\(m\w*, ?3\)/);
      expect(JSON.stringify(alarm['Metrics'])).toContain('"Period":900,"Stat":"Sum"');
    }
  });
});

test('a token with under 20 minutes left alarms, and so does nobody having looked', () => {
  expect(named('token-expires')).toMatchObject({
    MetricName: 'TokenMinutesLeft',
    Statistic: 'Minimum',
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 20,
    TreatMissingData: 'breaching',
  });
});

test('a roll-up that does not run for 45 minutes alarms', () => {
  expect(named('roll-up-missing')).toMatchObject({ Period: 900, EvaluationPeriods: 3, Threshold: 1 });
});

test('every function is watched for throttling', () => {
  const metrics = JSON.stringify(named('functions-throttled')['Metrics']);
  const functions = Object.keys(propertiesOf(template, 'AWS::Lambda::Function'));
  expect(functions.filter((id) => !metrics.includes(id))).toEqual([]);
});

test('the functions that take what lies in a queue are watched for failing, and no other', () => {
  const alarm = named('functions-fail');
  const metrics = JSON.stringify(alarm['Metrics']);
  const functions = Object.keys(propertiesOf(template, 'AWS::Lambda::Function'));
  const watched = functions.filter((id) => metrics.includes(id)).map((id) => id.replace(/Function.*/, ''));
  expect(watched.sort()).toEqual(['DeliverEvents', 'RecordContacts', 'RecordDeadLetters']);
  expect(metrics.match(/"MetricName":"Errors"/g)).toHaveLength(3);
  expect(alarm).toMatchObject({ Threshold: 1, EvaluationPeriods: 3, DatapointsToAlarm: 2 });
});

test('any 429 of the gateway is counted in its access log', () => {
  expect(only(template, 'AWS::Logs::MetricFilter', 'WebhookApiAccessLog')).toMatchObject({
    FilterPattern: '{ $.status = "429" }',
    MetricTransformations: [{ MetricName: 'WebhooksThrottled', MetricNamespace: 'CloudConnectAdapter/test' }],
  });
  expect(named('webhooks-throttled')).toMatchObject({
    MetricName: 'WebhooksThrottled',
    Namespace: 'CloudConnectAdapter/test',
    Threshold: 1,
  });
});

test.each([
  ['webhook-accepted', 'WebhooksAccepted'],
  ['webhook-ignored', 'WebhooksIgnored'],
])('lines %s are counted as functions count, where they hold each dimension', (event, name) => {
  const filters = Object.values(propertiesOf(template, 'AWS::Logs::MetricFilter'));
  const fields = ['service', 'environment', 'source'];
  expect(filters.filter((filter) => JSON.stringify(filter).includes(`"${name}"`))).toMatchObject([
    {
      FilterPattern: `{ ($.message.event = "${event}") && ${fields.map((field) => `($.message.${field} = "*")`).join(' && ')} }`,
      MetricTransformations: [
        {
          MetricName: name,
          MetricNamespace: metricNamespace,
          MetricValue: '1',
          Unit: 'Count',
          Dimensions: fields.map((field) => ({ Key: field, Value: `$.message.${field}` })),
        },
      ],
    },
  ]);
});

test('addresses that are refused are watched where a source lists its own, and nowhere else', () => {
  expect(named('addresses-refused')).toMatchObject({ MetricName: 'WebhooksRefused', Threshold: 10 });
  expect(JSON.stringify(named('addresses-refused')['Dimensions'])).toContain('"address-refused"');
  const plain = Object.values(propertiesOf(templateOf(configuration), 'AWS::CloudWatch::Alarm')).map(
    headingOf,
  );
  expect(plain).not.toContain('addresses-refused');
  expect(plain).toContain('signatures-refused');
});

test('what the firewall refuses of one address alarms, as a 429 does, where there is a firewall', () => {
  expect(walled.find((alarm) => headingOf(alarm) === 'webhooks-blocked')).toMatchObject({
    Namespace: 'AWS/WAFV2',
    MetricName: 'BlockedRequests',
    Dimensions: [
      { Name: 'Rule', Value: 'RateOfOneAddress' },
      { Name: 'WebACL', Value: 'cloud-connect-adapter-test' },
    ],
    Threshold: 1,
  });
  expect(single.map(headingOf)).not.toContain('webhooks-blocked');
});

test('what comes past the firewall alarms once that stands before the gateway, at the first', () => {
  const namesAt = (stage: 'beside' | 'before') =>
    alarmsOf(
      templateOf({
        ...behindFirewall,
        http: { ...behindFirewall.http, firewall: { stage, mode: 'block' } },
      }),
    ).map(headingOf);
  expect(walled.find((alarm) => headingOf(alarm) === 'front-bypassed')).toMatchObject({
    MetricName: 'FrontBypassed',
    Threshold: 1,
    EvaluationPeriods: 1,
  });
  expect(namesAt('before')).toContain('front-bypassed');
  expect(namesAt('beside')).not.toContain('front-bypassed');
  expect(single.map(headingOf)).not.toContain('front-bypassed');
});

test('without webhooks there is no gateway to watch', () => {
  const { genesys } = withAwsSources.sources;
  const names = Object.values(
    propertiesOf(templateOf(configurationOf({ genesys: genesys ?? {} })), 'AWS::CloudWatch::Alarm'),
  ).map(headingOf);
  expect(names).not.toContain('webhooks-fail');
  expect(names).toContain('source-silent');
});

describe('the alarms’ topic', () => {
  const statementsOf = (type: string, id: string, property: string) =>
    (only(template, type, id)[property] as { Statement: Attributes[] }).Statement;
  const alarms = { Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } };

  test('is encrypted under a key that alarms may use', () => {
    expect(target(only(template, 'AWS::SNS::Topic')['KmsMasterKeyId'])).toBe('WatchAlarmsKey');
    expect(statementsOf('AWS::KMS::Key', 'WatchAlarmsKey', 'KeyPolicy')).toContainEqual(
      expect.objectContaining({ ...alarms, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'] }),
    );
  });

  test('takes what this account’s alarms publish, and nothing without TLS', () => {
    const statements = statementsOf('AWS::SNS::TopicPolicy', '', 'PolicyDocument');
    expect(statements).toContainEqual(
      expect.objectContaining({
        ...alarms,
        Action: 'sns:Publish',
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    );
    expect(statements).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  test('tells everybody who is configured, and nobody where nobody is', () => {
    const subscribed = Object.values(propertiesOf(template, 'AWS::SNS::Subscription'));
    expect(subscribed.map(({ Protocol, Endpoint }) => [Protocol, Endpoint])).toEqual([
      ['email', 'a@example.com'],
      ['email', 'b@example.com'],
    ]);
    expect(propertiesOf(templateOf(configuration), 'AWS::SNS::Subscription')).toEqual({});
  });
});
