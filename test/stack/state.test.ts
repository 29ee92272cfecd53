import { expect, test } from 'vitest';
import {
  behindFirewall,
  configuration,
  configurationOf,
  hardened,
  only,
  propertiesOf,
  templateOf,
} from './stack-under-test.ts';

const template = templateOf();
const everything = templateOf(hardened);

/**
 * CloudFormation replaces a resource whose logical id changes: the table's dead letters, messages in queues, filled-in
 * secrets and the address that vendors call would be gone. Renaming a construct changes its id.
 */
const pinned = {
  'AWS::ApiGatewayV2::Api': ['WebhookApi510A0CAB'],
  'AWS::DynamoDB::Table': ['TableCD117FA1'],
  'AWS::SQS::Queue': [
    'ContactsDeadLetters12BD3B3B',
    'ContactsQueue047B300C',
    'EventsDeadLetters8A90034E',
    'EventsQueue7396B467',
    'RefreshTokenDeadLetters76CB9A78',
    'RollUpDeadLettersB26542D9',
  ],
  'AWS::SecretsManager::Secret': [
    'SecretsCredentialsE782A45C',
    'SecretsSourcebackoffice6B4AF131',
    'SecretsSourcezoom43B015F0',
    'SecretsToken08DAD30D',
  ],
};

test.each(Object.entries(pinned))('%s keeps its logical ids', (type, ids) => {
  expect(Object.keys(template.findResources(type)).sort()).toEqual(ids);
});

test('the logical ids are the same in every environment', () => {
  const other = templateOf({ ...configuration, environment: 'other' });
  expect(Object.keys(other.toJSON()['Resources'])).toEqual(Object.keys(template.toJSON()['Resources']));
});

test('the table is on demand, recoverable to any second, and outlives both a mistake and the stack', () => {
  const [table] = Object.values(template.findResources('AWS::DynamoDB::Table'));
  expect(table).toMatchObject({
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    },
  });
});

test('the table’s key is two strings, pk and sk', () => {
  const table = only(template, 'AWS::DynamoDB::Table');
  expect(table['KeySchema']).toEqual([
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ]);
  expect(table['AttributeDefinitions']).toEqual([
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ]);
});

test('the secrets are named after the environment and created empty', () => {
  const secrets = Object.values(propertiesOf(template, 'AWS::SecretsManager::Secret'));
  expect(Object.fromEntries(secrets.map(({ Name, SecretString }) => [Name, SecretString]))).toEqual({
    'cloud-connect-adapter/test/credentials': '{}',
    'cloud-connect-adapter/test/token': '{}',
    'cloud-connect-adapter/test/source/zoom': '{"secrets":[]}',
    'cloud-connect-adapter/test/source/back-office': '{"secrets":[]}',
  });
});

/** What is gone with the stack, and why that is as it should be. */
const gone: Readonly<Record<string, string>> = {
  'AWS::SQS::Queue': 'holds what is on its way, and is emptied before',
  'AWS::Logs::LogGroup': 'tells what was, to nobody any more',
  'AWS::SecretsManager::Secret':
    'is known at the vendors; one that stayed would be in the way of the next deployment',
  'AWS::KMS::Key WatchAlarms': 'encrypts nothing that anybody reads later',
};

test.each(['AWS::DynamoDB::Table', 'AWS::Kinesis::Stream', 'AWS::S3::Bucket', 'AWS::KMS::Key'])(
  'what nobody could make again outlives the stack: %s',
  (type) => {
    const resources = Object.entries(everything.findResources(type)).filter(
      ([id]) => !(`${type} ${id.slice(0, 11)}` in gone),
    );
    expect(resources.length).toBeGreaterThan(0);
    for (const [, resource] of resources)
      expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  },
);

test('all else that holds anything goes with the stack, each for its reason', () => {
  const types = Object.values<{ Type: string; DeletionPolicy?: string }>(everything.toJSON()['Resources'])
    .filter(({ DeletionPolicy }) => DeletionPolicy !== undefined && DeletionPolicy !== 'Retain')
    .map(({ Type }) => Type);
  const known = Object.keys(gone).map((name) => name.split(' ')[0]);
  expect([...new Set(types)].filter((type) => !known.includes(type))).toEqual([]);
});

test('the account’s own key keeps its logical id, since all that is stored could be read under no other', () => {
  const keys = Object.keys(everything.findResources('AWS::KMS::Key'));
  expect(keys).toEqual(expect.arrayContaining(['CustomerKey844A1305', 'ReceiveStreamSourceKey803F99E3']));
});

test('what hardens a deployment changes the logical id of nothing that is there without it', () => {
  const bare = templateOf(configurationOf(hardened.sources, { region: 'us-east-1' })).toJSON()['Resources'];
  const ids = Object.keys(everything.toJSON()['Resources']);
  const walled = Object.keys(templateOf(behindFirewall).toJSON()['Resources']);
  expect(Object.keys(template.toJSON()['Resources']).filter((id) => !walled.includes(id))).toEqual([]);
  expect(Object.keys(bare).filter((id) => !ids.includes(id))).toEqual([]);
});

/** Two deployments share a partner's bus only where both are told to, and each has a domain of its own. */
const { genesys: _bus, ...ownSources } = hardened.sources;
const atOwnDomain = (settings: typeof configuration) => (environment: string) => ({
  ...settings,
  environment,
  ...(settings.http.domain && {
    http: { ...settings.http, domain: { ...settings.http.domain, name: `${environment}.example.com` } },
  }),
});

const physicalNames = [
  'AlarmName',
  'AliasName',
  'Aliases',
  'BucketName',
  'CompositeAlarmName',
  'DashboardName',
  'DomainName',
  'FunctionName',
  'LogGroupName',
  'Name',
  'QueueName',
  'RoleName',
  'TableName',
  'TopicName',
];

test.each([
  ['as they are by themselves', configuration],
  ['with everything that hardens them', { ...hardened, sources: ownSources }],
  ['behind firewalls', behindFirewall],
])('two environments %s share no physical name', (_, settings) => {
  const names = (environment: string) => {
    const resources = templateOf(atOwnDomain(settings)(environment)).toJSON()['Resources'];
    return Object.values<{ Properties?: Record<string, unknown> }>(resources)
      .flatMap(({ Properties = {} }) => [
        ...physicalNames.map((key) => Properties[key]),
        (Properties['DistributionConfig'] as { Aliases?: string[] } | undefined)?.Aliases,
      ])
      .flat()
      .filter((name) => typeof name === 'string');
  };
  const [north, south] = [names('north'), names('south')];
  expect(north.length).toBeGreaterThan(20);
  expect(north.filter((name) => south.includes(name))).toEqual([]);
  expect(north.filter((name) => !name.includes('north'))).toEqual([]);
});

test('the name of every secret is an output', () => {
  const values = Object.values(template.findOutputs('*')).map(({ Value }) => Value);
  const names = Object.values(propertiesOf(template, 'AWS::SecretsManager::Secret')).map(({ Name }) => Name);
  expect(values).toEqual(expect.arrayContaining(names));
});

test('the stack is bound to a region only where the configuration names one', () => {
  const text = (settings: typeof configuration) => JSON.stringify(templateOf(settings).toJSON()['Resources']);
  expect(text(configuration)).toContain('"Ref":"AWS::Region"');
  expect(text({ ...configuration, region: 'eu-west-1' })).toContain(':execute-api:eu-west-1:');
});
