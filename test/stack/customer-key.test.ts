import { expect, test } from 'vitest';
import { configuration, hardened, only, propertiesOf, target, templateOf } from './stack-under-test.ts';

type Resource = { Type: string; Properties?: Record<string, unknown>; DependsOn?: string | string[] };
type Resources = Readonly<Record<string, Resource>>;

const template = templateOf(hardened);
const retired = templateOf({ ...hardened, encryption: { customerKey: 'retired' } });
const resourcesOf = (those: typeof template): Resources => those.toJSON()['Resources'];
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

/** The policies that let a role use the key, by logical id. */
function grantsIn(those: typeof template) {
  const policies = Object.entries(propertiesOf(those, 'AWS::IAM::Policy'));
  return new Map(policies.filter(([, policy]) => JSON.stringify(policy).includes('"CustomerKey')));
}

test.each([
  ['in use', template],
  ['retired', retired],
])('every function may use it, and every schedule may write to its dead letters under it: %s', (_, those) => {
  const granted = [...grantsIn(those).values()].flatMap(({ Roles }) => (Roles as unknown[]).map(target));
  const functions = Object.values(propertiesOf(those, 'AWS::Lambda::Function')).map(({ Role }) =>
    target(Role),
  );
  const schedules = ['RefreshTokenScheduleRole', 'RollUpScheduleRole'];
  expect(granted.toSorted()).toEqual([...functions, ...schedules].toSorted());
});

test('every role may use it before a queue, the table, a secret or a bucket demands it', () => {
  const grants = [...grantsIn(template).keys()];
  const resources = resourcesOf(template);
  const kinds = ['AWS::SQS::Queue', 'AWS::DynamoDB::Table', 'AWS::SecretsManager::Secret', 'AWS::S3::Bucket'];
  const waiting = Object.entries(resources).filter(([, { Type }]) => kinds.includes(Type));
  expect(new Set(waiting.map(([, { Type }]) => Type)).size).toBe(kinds.length);
  for (const [, { DependsOn }] of waiting) expect(DependsOn).toEqual(expect.arrayContaining(grants));
  // What else a grant waited for would wait for it.
  for (const grant of grants) expect(namedBy(grant, resources)).toEqual(['CustomerKey', expect.anything()]);
  for (const grant of grants) expect(reachableFrom(grant, resources)).not.toContain(grant);
});

/** What CloudFormation makes before this resource, by kind of reference and without the hashes of ids. */
function namedBy(id: string, resources: Resources): readonly string[] {
  return [...before(id, resources)].map((each) => target({ Ref: each })).toSorted();
}

function before(id: string, resources: Resources): ReadonlySet<string> {
  const { Properties = {}, DependsOn = [] } = resources[id] ?? {};
  const words = JSON.stringify(Properties).match(/[A-Za-z0-9]+/g) ?? [];
  return new Set([...words, ...[DependsOn].flat()].filter((each) => each !== id && each in resources));
}

function reachableFrom(id: string, resources: Resources): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = [...before(id, resources)];
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...before(next, resources));
  }
  return seen;
}

test('retired, it encrypts nothing new, and each service is told so in words', () => {
  const encrypted = Object.entries(resourcesOf(retired)).filter(
    ([, { Type, Properties }]) =>
      !/^AWS::(KMS|IAM)::/.test(Type) && JSON.stringify(Properties).includes('"CustomerKey'),
  );
  expect(encrypted.map(([id]) => id)).toEqual([]);
  for (const queue of Object.values(propertiesOf(retired, 'AWS::SQS::Queue')))
    expect(queue['SqsManagedSseEnabled']).toBe(true);
  for (const secret of Object.values(propertiesOf(retired, 'AWS::SecretsManager::Secret')))
    expect(JSON.stringify(secret['KmsKeyId'])).toContain(':alias/aws/secretsmanager');
  expect(JSON.stringify(propertiesOf(retired, 'AWS::S3::Bucket'))).toContain('"SSEAlgorithm":"AES256"');
});

test('once a key was spoken of, the table says how it is encrypted, so that no update nor roll-back takes the property out', () => {
  const saidBy = (those: typeof template) => only(those, 'AWS::DynamoDB::Table')['SSESpecification'];
  expect(saidBy(template)).toMatchObject({ SSEEnabled: true, SSEType: 'KMS' });
  for (const those of [retired, templateOf({ ...hardened, encryption: { customerKey: false } })])
    expect(saidBy(those)).toEqual({ SSEEnabled: false });
  expect(saidBy(plain)).toBeUndefined();
});

test('retired, it is the same key with the same grants, so that a roll-back either way takes it from nobody', () => {
  const [used, kept] = [template, retired].map(
    (those) =>
      (only(those, 'AWS::KMS::Key', 'CustomerKey')['KeyPolicy'] as { Statement: object[] }).Statement,
  );
  // What Secrets Manager is let do beside stands in the first statement too, which lets the account's own policies decide.
  expect(kept).toEqual(used?.slice(0, 3));
  expect(retired.findResources('AWS::KMS::Alias')).toEqual(template.findResources('AWS::KMS::Alias'));
  expect(grantsIn(retired)).toEqual(grantsIn(template));
  expect(Object.keys(resourcesOf(retired))).toEqual(Object.keys(resourcesOf(template)));
});

test('without it nothing names a key, but the topic of alarms its own, and no role may use any', () => {
  expect(Object.keys(propertiesOf(plain, 'AWS::KMS::Key')).map((id) => target({ Ref: id }))).toEqual([
    'WatchAlarmsKey',
  ]);
  expect(JSON.stringify(propertiesOf(plain, 'AWS::IAM::Policy'))).not.toContain('kms:');
  for (const queue of Object.values(propertiesOf(plain, 'AWS::SQS::Queue')))
    expect(queue['SqsManagedSseEnabled']).toBe(true);
});
