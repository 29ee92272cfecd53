import { describe, expect, test } from 'vitest';
import {
  type Attributes,
  configurationOf,
  connect,
  genesys,
  instanceArn,
  only,
  partnerEventSource,
  propertiesOf,
  target,
  templateOf,
} from './stack-under-test.ts';

const zoom = { vendor: 'zoom' };
const both = templateOf(configurationOf({ zoom, genesys, connect }));
const rule = (id: string) => only(both, 'AWS::Events::Rule', `ReceiveBusRule${id}`);

describe('the stack holds only what a configured source needs:', () => {
  const typesOf = (sources: Readonly<Record<string, object>>) => {
    const { Resources } = templateOf(configurationOf(sources)).toJSON();
    return new Set(Object.values(Resources as Record<string, { Type: string }>).map(({ Type }) => Type));
  };
  const busAndStream = [
    'AWS::Events::EventBus',
    'AWS::Events::Rule',
    'AWS::Kinesis::Stream',
    'AWS::S3::Bucket',
  ];
  const held = (types: ReadonlySet<string>) => busAndStream.filter((type) => types.has(type));

  test.each([
    ['for webhooks, neither bus, rule nor stream', { zoom }, []],
    [
      'for a partner’s events, a bus and a rule',
      { zoom, genesys },
      ['AWS::Events::EventBus', 'AWS::Events::Rule'],
    ],
    [
      'for Amazon Connect, a rule and a stream',
      { zoom, connect },
      ['AWS::Events::Rule', 'AWS::Kinesis::Stream', 'AWS::S3::Bucket'],
    ],
    [
      'for a stream that is there already, none of its own',
      { zoom, connect: { ...connect, streamArn: 'arn:aws:kinesis:us-east-1:123456789012:stream/connect' } },
      ['AWS::Events::Rule', 'AWS::S3::Bucket'],
    ],
  ])('%s', (_, sources, expected) => {
    expect(held(typesOf(sources))).toEqual(expected);
  });

  test('without webhooks, no API', () => {
    expect(typesOf({ genesys }).has('AWS::ApiGatewayV2::Api')).toBe(false);
  });

  test('for a source that sends no webhooks, neither URL nor secret', () => {
    const outputs = JSON.stringify(both.findOutputs('*'));
    expect(outputs).toContain('/webhooks/zoom');
    expect(outputs).not.toMatch(/webhooks\/(genesys|connect)|source\/(genesys|connect)/);
    const secrets = Object.values(propertiesOf(both, 'AWS::SecretsManager::Secret')).map(({ Name }) => Name);
    expect(secrets.filter((name) => /source\//.test(String(name)))).toEqual([
      'cloud-connect-adapter/test/source/zoom',
    ]);
  });
});

describe('receive-bus', () => {
  test('takes the partner’s events, of the topics that are read, off the bus that is named as the event source', () => {
    expect(only(both, 'AWS::Events::EventBus')).toEqual({
      Name: partnerEventSource,
      EventSourceName: partnerEventSource,
    });
    expect(target(rule('genesys')['EventBusName'])).toMatch(/^ReceiveBusBus/);
    expect(rule('genesys')['EventPattern']).toMatchObject({
      source: [partnerEventSource],
      'detail-type': expect.arrayContaining(['v2.users.{id}.activity']),
    });
  });

  test('takes the instance’s contact events off the default bus', () => {
    expect(rule('connect')).not.toHaveProperty('EventBusName');
    expect(rule('connect')['EventPattern']).toEqual({
      source: ['aws.connect'],
      'detail-type': ['Amazon Connect Contact Event'],
      detail: { instanceArn: [instanceArn] },
    });
  });

  test.each(['genesys', 'connect'])('gets an event of %s for a day, or its dead letters do', (name) => {
    const targets = rule(name)['Targets'] as { Arn: unknown; DeadLetterConfig: { Arn: unknown } }[];
    expect(targets).toMatchObject([
      { RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 } },
    ]);
    expect(targets.map(({ Arn }) => target(Arn))).toEqual(['ReceiveBusFunction']);
    expect(targets.map(({ DeadLetterConfig }) => target(DeadLetterConfig.Arn))).toEqual([
      'ReceiveBusDeadLetters',
    ]);
  });

  test('leaves an event that it failed on three times in its dead letters', () => {
    const asynchronous = only(both, 'AWS::Lambda::EventInvokeConfig', 'ReceiveBus');
    expect(asynchronous).toMatchObject({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 21_600 });
    const { OnFailure } = asynchronous['DestinationConfig'] as { OnFailure: Attributes };
    expect(target(OnFailure['Destination'])).toBe('ReceiveBusDeadLetters');
  });

  test('gets an event once, by one bus and rule, for two sources that it is from', () => {
    const twice = { genesys, other: { ...genesys, accountId: '2' } };
    const template = templateOf(
      configurationOf({ ...twice, connect, chats: { ...connect, mediaTypes: ['chat'] } }),
    );
    template.resourceCountIs('AWS::Events::EventBus', 1);
    const rules = Object.values(propertiesOf(template, 'AWS::Events::Rule'));
    expect(rules.map(({ Description }) => Description).sort()).toEqual([
      'Brings connect, chats their events',
      'Brings genesys, other their events',
    ]);
  });
});

describe('receive-stream', () => {
  test('reads its stream in order from its beginning, giving up to the bucket what fails for 100 tries or a day', () => {
    const mapping = only(both, 'AWS::Lambda::EventSourceMapping', 'ReceiveStream');
    expect(mapping).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 500,
      MaximumBatchingWindowInSeconds: 2,
      ParallelizationFactor: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 100,
      MaximumRecordAgeInSeconds: 86_400,
    });
    expect(target(mapping['EventSourceArn'])).toBe('ReceiveStreamSourceStream');
    const { OnFailure } = mapping['DestinationConfig'] as { OnFailure: Attributes };
    expect(target(OnFailure['Destination'])).toBe('ReceiveStreamGivenUp');
  });

  test('has a stream on demand that keeps records a week, under a key that Amazon Connect may write with', () => {
    expect(only(both, 'AWS::Kinesis::Stream')).toMatchObject({
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      RetentionPeriodHours: 168,
      StreamEncryption: { EncryptionType: 'KMS' },
    });
    const key = only(both, 'AWS::KMS::Key', 'ReceiveStream');
    expect(key['EnableKeyRotation']).toBe(true);
    const { Statement } = key['KeyPolicy'] as { Statement: Attributes[] };
    const [anyone, ...others] = Statement.filter(({ Principal }) => (Principal as Attributes)['AWS'] === '*');
    expect(others).toEqual([]);
    expect(anyone).toMatchObject({
      Action: 'kms:GenerateDataKey',
      Condition: { StringEquals: { 'kms:CallerAccount': { Ref: 'AWS::AccountId' } } },
    });
    expect(JSON.stringify(anyone?.['Condition'])).toContain(
      ':role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect*',
    );
  });

  test('keeps the logical ids of what holds events, since another id is another resource', () => {
    const ids = ['AWS::Kinesis::Stream', 'AWS::KMS::Key', 'AWS::S3::Bucket']
      .flatMap((type) => Object.keys(both.findResources(type)))
      .filter((id) => id.startsWith('ReceiveStream'));
    expect(ids).toEqual([
      'ReceiveStreamSourceStreamE935A97B',
      'ReceiveStreamSourceKey803F99E3',
      'ReceiveStreamGivenUp409096D9',
    ]);
  });

  test('prints the name of its stream', () => {
    const names = Object.values(both.findOutputs('*')).filter(({ Description }) =>
      /data stream/.test(Description),
    );
    expect(names.map(({ Value }) => target(Value))).toEqual(['ReceiveStreamSourceStream']);
  });

  test('gives up to a bucket that nobody reaches from outside or without TLS, for 90 days', () => {
    expect(only(both, 'AWS::S3::Bucket')).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 90, Status: 'Enabled' }] },
    });
    expect(only(both, 'AWS::S3::BucketPolicy')).toMatchObject({
      PolicyDocument: {
        Statement: [{ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
      },
    });
  });

  test.each(['AWS::Kinesis::Stream', 'AWS::S3::Bucket', 'AWS::KMS::Key'])(
    'leaves its %s when the stack goes',
    (type) => {
      for (const [id, resource] of Object.entries(both.findResources(type)))
        if (id.startsWith('ReceiveStream'))
          expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    },
  );

  test('may decrypt a stream under the key that any of its sources names', () => {
    const streamArn = 'arn:aws:kinesis:us-east-1:123456789012:stream/connect';
    const streamKeyArn = 'arn:aws:kms:us-east-1:123456789012:key/0d5c1b7e-8f32-4a96-b1d4-2e7f6c9a3b58';
    const shared = { ...connect, streamArn };
    const template = templateOf(configurationOf({ connect: { ...shared, streamKeyArn }, chats: shared }));
    const mapped = Object.values(propertiesOf(template, 'AWS::Lambda::EventSourceMapping'));
    expect(mapped.filter(({ EventSourceArn }) => EventSourceArn === streamArn)).toHaveLength(1);
    expect(JSON.stringify(only(template, 'AWS::IAM::Policy', 'ReceiveStream'))).toContain(
      `{"Action":"kms:Decrypt","Effect":"Allow","Resource":"${streamKeyArn}"}`,
    );
  });

  test('may read a stream that is there already, and decrypt it under the key that is named', () => {
    const streamArn = 'arn:aws:kinesis:us-east-1:123456789012:stream/connect';
    const streamKeyArn = 'arn:aws:kms:us-east-1:123456789012:key/0d5c1b7e-8f32-4a96-b1d4-2e7f6c9a3b58';
    const template = templateOf(configurationOf({ connect: { ...connect, streamArn, streamKeyArn } }));
    expect(only(template, 'AWS::Lambda::EventSourceMapping', 'ReceiveStream')['EventSourceArn']).toBe(
      streamArn,
    );
    expect(JSON.stringify(only(template, 'AWS::IAM::Policy', 'ReceiveStream'))).toContain(
      `{"Action":"kms:Decrypt","Effect":"Allow","Resource":"${streamKeyArn}"}`,
    );
  });
});
