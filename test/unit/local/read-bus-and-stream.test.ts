import { describe, expect, test } from 'vitest';
import { readDeployment } from '../../../infra/local/read-deployment.ts';

type Resources = Record<string, { Type: string; Properties?: object }>;

const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const partnerBus = 'aws.partner/genesys.com/cloud/org/adapter';
const place = 'eu-west-1:000000000000';

function rule(properties: object) {
  return {
    Type: 'AWS::Events::Rule',
    Properties: { EventPattern: { source: ['a'] }, Targets: [], ...properties },
  };
}

function mapping(properties: object) {
  return {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      FunctionName: 'receive',
      EventSourceArn: arnOf('Stream'),
      StartingPosition: 'TRIM_HORIZON',
      ...properties,
    },
  };
}

const base: Resources = {
  Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: partnerBus, EventSourceName: partnerBus } },
  Dead: { Type: 'AWS::SQS::Queue' },
  Stream: { Type: 'AWS::Kinesis::Stream', Properties: { StreamModeDetails: { StreamMode: 'ON_DEMAND' } } },
  Failed0A1B: { Type: 'AWS::S3::Bucket' },
};

function read(resources: Resources) {
  return readDeployment(
    { Resources: { ...base, ...resources } },
    {
      assetDirectoryOf: (s3Key) => `/out/${s3Key}`,
      stackName: 'stack',
      region: 'eu-west-1',
      awsEndpoint: 'http://127.0.0.1:4566',
      httpUrl: 'http://127.0.0.1:3000',
    },
  );
}

test('the account’s own bus is there beside a partner’s', () => {
  expect(read({}).buses).toEqual([
    { name: 'default', arn: `arn:aws:events:${place}:event-bus/default` },
    { name: partnerBus, arn: `arn:aws:events:${place}:event-bus/${partnerBus}` },
  ]);
});

test('a rule has its bus, its pattern and its targets with what becomes of a failed delivery', () => {
  const { rules } = read({
    Rule: rule({
      EventBusName: { Ref: 'Bus' },
      Targets: [
        {
          Id: 'Target0',
          Arn: `arn:aws:lambda:${place}:function:receive`,
          DeadLetterConfig: { Arn: arnOf('Dead') },
          RetryPolicy: { MaximumRetryAttempts: 3 },
        },
      ],
    }),
  });
  expect(rules).toEqual([
    {
      logicalId: 'Rule',
      name: 'Rule',
      arn: `arn:aws:events:${place}:rule/${partnerBus}/Rule`,
      busName: partnerBus,
      pattern: { source: ['a'] },
      targets: [
        {
          functionArn: `arn:aws:lambda:${place}:function:receive`,
          deadLetterArn: `arn:aws:sqs:${place}:Dead`,
          maxRetries: 3,
          maxAgeSeconds: 86_400,
        },
      ],
    },
  ]);
});

test('a rule without a bus is the account’s own bus’s, and one that is disabled is none', () => {
  const { rules } = read({ On: rule({ Name: 'named' }), Off: rule({ State: 'DISABLED' }) });
  expect(rules.map(({ arn, busName }) => ({ arn, busName }))).toEqual([
    { arn: `arn:aws:events:${place}:rule/named`, busName: 'default' },
  ]);
});

test('a permission names the rule by its ARN', () => {
  const { permissions } = read({
    Rule: rule({ EventBusName: arnOf('Bus') }),
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: 'receive',
        Principal: 'events.amazonaws.com',
        SourceArn: arnOf('Rule'),
      },
    },
  });
  expect(permissions[0]?.sourceArn).toBe(`arn:aws:events:${place}:rule/${partnerBus}/Rule`);
});

test('a stream on demand has four shards, a provisioned one those it names', () => {
  const provisioned = {
    Type: 'AWS::Kinesis::Stream',
    Properties: { Name: 'ctr', ShardCount: 2, RetentionPeriodHours: 168 },
  };
  expect(read({ Provisioned: provisioned }).streams).toEqual([
    {
      logicalId: 'Stream',
      name: 'Stream',
      arn: `arn:aws:kinesis:${place}:stream/Stream`,
      shardCount: 4,
      retentionHours: 24,
    },
    {
      logicalId: 'Provisioned',
      name: 'ctr',
      arn: `arn:aws:kinesis:${place}:stream/ctr`,
      shardCount: 2,
      retentionHours: 168,
    },
  ]);
});

test('a mapping of a stream has its limits and where it keeps what it gives up', () => {
  const { streamMappings, mappings } = read({
    Mapping: mapping({
      BatchSize: 50,
      MaximumBatchingWindowInSeconds: 5,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: arnOf('Failed0A1B') } },
    }),
  });
  expect(mappings).toEqual([]);
  expect(streamMappings).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      streamArn: `arn:aws:kinesis:${place}:stream/Stream`,
      functionArn: `arn:aws:lambda:${place}:function:receive`,
      batchSize: 50,
      windowSeconds: 5,
      startingPosition: 'TRIM_HORIZON',
      reportBatchItemFailures: true,
      bisectOnError: true,
      maxRetries: 10,
      maxRecordAgeSeconds: 3600,
      onFailureArn: 'arn:aws:s3:::failed0a1b',
    },
  ]);
});

test('a mapping of a stream without limits has none', () => {
  const [found] = read({
    Mapping: mapping({ MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: -1 }),
  }).streamMappings;
  expect(found).not.toHaveProperty('maxRetries');
  expect(found).not.toHaveProperty('maxRecordAgeSeconds');
  expect(found).not.toHaveProperty('onFailureArn');
  expect(found).toMatchObject({ batchSize: 100, windowSeconds: 0, bisectOnError: false });
});

test('a bucket has a lower-case name and the statements of its policy', () => {
  const { buckets } = read({
    Policy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'Failed0A1B' },
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Deny',
              Principal: { AWS: '*' },
              Action: 's3:*',
              Resource: arnOf('Failed0A1B'),
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
          ],
        },
      },
    },
  });
  expect(buckets).toEqual([
    {
      logicalId: 'Failed0A1B',
      name: 'failed0a1b',
      arn: 'arn:aws:s3:::failed0a1b',
      policy: [expect.objectContaining({ effect: 'Deny', principals: ['*'] })],
    },
  ]);
});

test('nothing of these is reported as left out', () => {
  expect(read({ Rule: rule({}), Mapping: mapping({}) }).unsupported).toEqual([]);
});

describe('the start stops, naming the resource, where', () => {
  test.each<[string, Resources, RegExp]>([
    [
      'a pattern has an operator that cannot be matched',
      { R: rule({ EventPattern: { detail: { ip: [{ cidr: '::1/8' }] } } }) },
      /R\.detail\.ip has \{"cidr"/,
    ],
    [
      'a rule has a schedule',
      { R: rule({ ScheduleExpression: 'rate(1 hour)' }) },
      /^R .*ScheduleExpression is not supported/,
    ],
    [
      'a target is no function',
      { R: rule({ Targets: [{ Id: 'a', Arn: 'arn:aws:sqs:eu-west-1:0:q' }] }) },
      /^R .*must be a function/,
    ],
    [
      'a target’s input is changed',
      {
        R: rule({
          Targets: [{ Id: 'a', Arn: 'arn:aws:lambda:eu-west-1:0:function:f', InputPath: '$.detail' }],
        }),
      },
      /^R .*InputPath is not supported/,
    ],
    [
      'a mapping starts at a time',
      { M: mapping({ StartingPosition: 'AT_TIMESTAMP' }) },
      /^M .*StartingPosition/,
    ],
    [
      'a mapping reads a shard several times at once',
      { M: mapping({ ParallelizationFactor: 2 }) },
      /^M .*ParallelizationFactor/,
    ],
    [
      'a mapping tumbles its windows',
      { M: mapping({ TumblingWindowInSeconds: 30 }) },
      /^M .*TumblingWindowInSeconds is not supported/,
    ],
    ['a mapping filters', { M: mapping({ FilterCriteria: {} }) }, /^M .*FilterCriteria is not supported/],
    [
      'what is given up goes to a topic',
      { M: mapping({ DestinationConfig: { OnFailure: { Destination: 'arn:aws:sns:eu-west-1:0:t' } } }) },
      /^M .*must be an S3 bucket or an SQS queue/,
    ],
  ])('%s', (_what, resources, message) => {
    expect(() => read(resources)).toThrow(message);
  });
});
