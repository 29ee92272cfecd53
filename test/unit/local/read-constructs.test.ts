import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnEventBus, EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Stream, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import {
  Code,
  EventSourceMapping,
  Function as LambdaConstruct,
  Runtime,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { expect, test } from 'vitest';
import { createAuthorizer } from '../../../infra/local/iam/authorizer.ts';
import { readDeployment } from '../../../infra/local/read-deployment.ts';

/** A function fed by a partner's bus and a stream, as CDK's own constructs write it. */
function templateOf(): unknown {
  const stack = new Stack(new App(), 'stack');
  const receive = new LambdaConstruct(stack, 'Receive', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {}'),
  });
  const name = 'aws.partner/genesys.com/cloud/org/adapter';
  const bus = new CfnEventBus(stack, 'Partner', { name, eventSourceName: name });
  const deadLetterQueue = new Queue(stack, 'Dead');
  new Rule(stack, 'Rule', {
    eventBus: EventBus.fromEventBusArn(stack, 'Bus', bus.attrArn),
    eventPattern: { source: [name] },
    targets: [
      new LambdaFunction(receive, { deadLetterQueue, retryAttempts: 3, maxEventAge: Duration.hours(1) }),
    ],
  });
  const failed = new Bucket(stack, 'Failed', {
    enforceSSL: true,
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    lifecycleRules: [{ expiration: Duration.days(30) }],
  });
  const stream = new Stream(stack, 'Stream', { streamMode: StreamMode.ON_DEMAND });
  stream.grantRead(receive);
  failed.grantReadWrite(receive);
  new EventSourceMapping(stack, 'Mapping', {
    target: receive,
    eventSourceArn: stream.streamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    bisectBatchOnError: true,
    retryAttempts: 10,
    reportBatchItemFailures: true,
    maxBatchingWindow: Duration.seconds(5),
    // S3OnFailureDestination takes no Bucket under exactOptionalPropertyTypes.
    onFailure: { bind: () => ({ destination: failed.bucketArn }) },
  });
  const template = Template.fromStack(stack).toJSON();
  const code = Object.values<{ Type: string; Properties: { Code?: object } }>(template['Resources']);
  for (const { Type, Properties } of code)
    if (Type === 'AWS::Lambda::Function') Properties.Code = { S3Key: 'receive.zip' };
  return template;
}

const deployment = readDeployment(templateOf(), {
  assetDirectoryOf: (s3Key) => `/assets/${s3Key}`,
  stackName: 'stack',
  region: 'us-east-1',
  awsEndpoint: 'http://127.0.0.1:4566',
  httpUrl: 'http://127.0.0.1:3000',
});
const authorizer = createAuthorizer(deployment);

test('what CDK’s constructs write is left out nowhere', () => {
  expect(deployment.unsupported).toEqual([]);
});

test('the permission that CDK adds lets the rule invoke its target, and no other rule', () => {
  const [rule] = deployment.rules;
  const [target] = rule?.targets ?? [];
  const asked = (sourceArn = '') =>
    authorizer.authorizeInvoke({
      functionArn: target?.functionArn ?? '',
      service: 'events.amazonaws.com',
      sourceArn,
    }).allowed;
  expect(asked(rule?.arn)).toBe(true);
  expect(asked(`${rule?.arn}2`)).toBe(false);
});

test('the queue’s policy that CDK adds lets the rule dead-letter, and no other rule', () => {
  const [rule] = deployment.rules;
  const asked = (sourceArn = '') =>
    authorizer.authorizeService({
      service: 'events.amazonaws.com',
      action: 'sqs:SendMessage',
      resource: rule?.targets[0]?.deadLetterArn ?? '',
      context: { 'aws:SourceArn': sourceArn },
    }).allowed;
  expect(asked(rule?.arn)).toBe(true);
  expect(asked(`${rule?.arn}2`)).toBe(false);
});

test('the grants that CDK adds let the mapping read the stream and keep what it gives up', () => {
  const [mapping] = deployment.streamMappings;
  const [bucket] = deployment.buckets;
  const roleArn = deployment.functions[0]?.roleArn ?? '';
  const may = (action: string, resource = '') => authorizer.authorize({ roleArn, action, resource }).allowed;
  expect(mapping?.onFailureArn).toBe(bucket?.arn);
  expect(
    ['GetRecords', 'GetShardIterator', 'DescribeStream', 'DescribeStreamSummary', 'ListShards'].filter(
      (action) => !may(`kinesis:${action}`, mapping?.streamArn),
    ),
  ).toEqual([]);
  expect(may('s3:PutObject', `${bucket?.arn}/aws/lambda/x`)).toBe(true);
  expect(may('s3:ListBucket', bucket?.arn)).toBe(true);
});
