import { expect, test } from 'vitest';
import { configuration, hardened, only, propertiesOf, target, templateOf } from './stack-under-test.ts';

const template = templateOf(hardened);
const plain = templateOf(configuration);

/** Each resource of a type with the key that it names, at whatever depth. */
function keysOf(type: string): readonly (readonly [string, string | undefined])[] {
  return Object.entries(propertiesOf(template, type)).map(([id, properties]) => [
    id,
    /"(?:KmsKeyId|KmsMasterKeyId|KMSMasterKeyId|KMSMasterKeyID)":\{"Fn::GetAtt":\["(\w+)"/
      .exec(JSON.stringify(properties))?.[1]
      ?.replace(/[0-9A-F]{8}$/, ''),
  ]);
}

test.each([
  ['AWS::SQS::Queue', 7],
  ['AWS::DynamoDB::Table', 1],
  ['AWS::SecretsManager::Secret', 4],
  ['AWS::Logs::LogGroup', 9],
  ['AWS::S3::Bucket', 1],
])('every %s is encrypted with the account’s own key', (type, count) => {
  const keys = keysOf(type);
  expect(keys.length).toBeGreaterThanOrEqual(count);
  expect(keys.filter(([, key]) => key !== 'CustomerKey')).toEqual([]);
});

test('the key rotates each year, is named after the environment and outlives the stack', () => {
  const [key] = Object.entries(template.findResources('AWS::KMS::Key')).flatMap(([id, resource]) =>
    id.startsWith('CustomerKey') ? [resource] : [],
  );
  expect(key).toMatchObject({
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: { EnableKeyRotation: true },
  });
  expect(only(template, 'AWS::KMS::Alias')['AliasName']).toBe('alias/cloud-connect-adapter-test');
});

test('beside whom IAM lets, only logs and buses of this account may use it, each for its own', () => {
  const { Statement } = only(template, 'AWS::KMS::Key', 'CustomerKey')['KeyPolicy'] as {
    Statement: { Principal: { Service?: unknown; AWS?: unknown }; Condition?: object }[];
  };
  const services = Statement.filter(({ Principal }) => Principal.Service);
  expect(services.map(({ Principal }) => JSON.stringify(Principal.Service))).toEqual([
    expect.stringContaining('logs.us-east-1.'),
    '"events.amazonaws.com"',
  ]);
  expect(JSON.stringify(services[0]?.Condition)).toContain('log-group:cloud-connect-adapter-test-*');
  expect(services[1]?.Condition).toEqual({
    StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
  });
  const others = Statement.filter(({ Principal }) => Principal.AWS);
  for (const { Principal } of others) expect(JSON.stringify(Principal.AWS)).toContain(':root');
});

test('every function may use it, and every schedule may write to its dead letters under it', () => {
  const granted = Object.values(propertiesOf(template, 'AWS::IAM::Policy'))
    .filter((policy) => /kms:GenerateDataKey.*"CustomerKey/.test(JSON.stringify(policy)))
    .flatMap(({ Roles }) => (Roles as unknown[]).map(target));
  const functions = Object.values(propertiesOf(template, 'AWS::Lambda::Function')).map(({ Role }) =>
    target(Role),
  );
  const schedules = ['RefreshTokenScheduleRole', 'RollUpScheduleRole'];
  expect(granted.toSorted()).toEqual([...functions, ...schedules].toSorted());
});

test('without it nothing names a key, but the topic of alarms its own, and no role may use any', () => {
  expect(Object.keys(propertiesOf(plain, 'AWS::KMS::Key')).map((id) => target({ Ref: id }))).toEqual([
    'WatchAlarmsKey',
  ]);
  expect(JSON.stringify(propertiesOf(plain, 'AWS::IAM::Policy'))).not.toContain('kms:');
  for (const queue of Object.values(propertiesOf(plain, 'AWS::SQS::Queue')))
    expect(queue['SqsManagedSseEnabled']).toBe(true);
});
