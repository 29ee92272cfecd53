import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AwsEndpoint, startAwsEndpoint } from '../../infra/local/aws-endpoint/start-aws-endpoint.ts';
import { openHttpApi } from '../../infra/local/http-api.ts';
import { busLine } from '../../infra/local/live-line.ts';
import { readDeployment } from '../../infra/local/read-deployment.ts';
import { noRehearsal } from '../../infra/local/rehearsal.ts';
import { runDeployment } from '../../infra/local/run-deployment.ts';
import { allow, arnOf, functionIn, role } from './sample-template.ts';

const region = 'eu-west-1';

/** Tells what it got, and fails on poison. */
const handler = `exports.handler = async (event) => {
  const texts = event.Records
    ? event.Records.map(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString())
    : [event.detail.text];
  console.info({ event: 'got', texts });
  if (texts.includes('poison')) throw new Error('poisoned');
};`;

const template = {
  Resources: {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
    Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: { Ref: 'Api' }, StageName: '$default' } },
    Failed: { Type: 'AWS::S3::Bucket' },
    Stream: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1 } },
    Role: role(
      allow(['kinesis:Get*', 'kinesis:Describe*', 'kinesis:ListShards'], arnOf('Stream')),
      allow(['s3:ListBucket', 's3:PutObject'], 'arn:aws:s3:::failed*'),
    ),
    Receive: functionIn('Role'),
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: { source: ['aws.connect'] },
        Targets: [{ Id: 'Target0', Arn: arnOf('Receive') }],
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: arnOf('Receive'),
        Principal: 'events.amazonaws.com',
        SourceArn: arnOf('Rule'),
      },
    },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: arnOf('Stream'),
        FunctionName: { Ref: 'Receive' },
        StartingPosition: 'TRIM_HORIZON',
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: arnOf('Failed') } },
      },
    },
  },
};

const closing = new AsyncDisposableStack();
const lines: string[] = [];
let onLine = () => {};
let endpoint: AwsEndpoint;
let dataDir: string;

const report = (what: string, text: string) => {
  lines.push(`${what} ${text}`);
  onLine();
};

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'local-run-'));
  closing.defer(() => rm(dataDir, { recursive: true }));
  const assetDirectory = join(dataDir, 'asset');
  await mkdir(assetDirectory);
  await writeFile(join(assetDirectory, 'index.js'), handler);
  await writeFile(join(assetDirectory, 'package.json'), '{"type":"commonjs"}');
  const front = await openHttpApi(0);
  closing.defer(front.close);
  endpoint = await startAwsEndpoint({
    port: 0,
    region,
    dataDir,
    onBusEvent: (event) => report('bus', busLine(event)),
  });
  closing.defer(endpoint.close);
  const deployment = readDeployment(template, {
    assetDirectoryOf: () => assetDirectory,
    stackName: 'stack',
    region,
    awsEndpoint: endpoint.url,
    httpUrl: front.url,
  });
  const running = await runDeployment({
    rehearsal: noRehearsal,
    deployment,
    endpoint,
    front,
    region,
    dataDir,
    report,
    functionLog: { write: () => {} },
  });
  closing.defer(running.close);
  running.begin();
});

afterAll(() => closing.disposeAsync());

/** Resolves with the first line that holds the text. */
function line(holding: string): Promise<string> {
  return new Promise((resolve) => {
    onLine = () => {
      const found = lines.find((each) => each.includes(holding));
      if (found) resolve(found);
    };
    onLine();
  });
}

const settings = () => ({ region, endpoint: endpoint.url, credentials: endpoint.administrator });

test('an event put on the bus runs the function of its rule', async () => {
  const client = new EventBridgeClient(settings());
  const entry = {
    Source: 'aws.connect',
    DetailType: 'Amazon Connect Contact Event',
    Detail: '{"text":"hello"}',
  };
  await client.send(new PutEventsCommand({ Entries: [entry] }));
  client.destroy();
  expect(await line('hello')).toBe('function Receive: got texts=["hello"]');
  expect(lines).toContain('bus default: aws.connect "Amazon Connect Contact Event" → Rule');
});

test('a record put into the stream runs the function it is mapped to, and one it fails on becomes a file', async () => {
  const client = new KinesisClient(settings());
  const Data = Buffer.from('poison');
  await client.send(new PutRecordCommand({ StreamName: 'Stream', PartitionKey: 'p', Data }));
  client.destroy();
  const told = await line('given up');
  expect(lines).toContain('stream Receive gets 1 record of shardId-000000000000');
  const [, path = ''] = /kept at (.*)$/.exec(told) ?? [];
  expect(path.startsWith(join(dataDir, 'buckets', 'failed', 'aws', 'lambda'))).toBe(true);
  expect(JSON.parse(await readFile(path, 'utf8')).payload.Records).toHaveLength(1);
});
