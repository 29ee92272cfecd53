import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type AwsEndpoint, startAwsEndpoint } from '../../infra/local/aws-endpoint/start-aws-endpoint.ts';
import type { StreamMapping } from '../../infra/local/deployment.ts';
import type { RunningMapping } from '../../infra/local/event-source-mapping.ts';
import { type InvokeResult, platformFailure } from '../../infra/local/lambda/invoke-result.ts';
import { mapStream } from '../../infra/local/map-stream.ts';
import { openObjectStore } from '../../infra/local/object-store.ts';
import { openCheckpointStore } from '../../infra/local/stream-mapping/checkpoint-store.ts';
import { allow, arnOf, functionIn, readSample, returnsNothing, role } from './sample-template.ts';

const region = 'eu-west-1';
const shardId = 'shardId-000000000000';
const roleArn = 'arn:aws:iam::000000000000:role/Role';
const readActions = [
  'GetRecords',
  'GetShardIterator',
  'DescribeStream',
  'DescribeStreamSummary',
  'ListShards',
];

/** A function that reads a stream; `denied` are actions its role does not grant. */
function templateOf(properties: object, denied: readonly string[]) {
  const allowUndenied = (actions: readonly string[], resource: object) =>
    allow(
      actions.filter((action) => !denied.includes(action)),
      resource,
    );
  return {
    Resources: {
      Stream: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1 } },
      Failed: { Type: 'AWS::S3::Bucket' },
      Dead: { Type: 'AWS::SQS::Queue' },
      Role: role(
        allowUndenied(
          readActions.map((action) => `kinesis:${action}`),
          arnOf('Stream'),
        ),
        allowUndenied(['s3:ListBucket'], arnOf('Failed')),
        allowUndenied(['s3:PutObject'], { 'Fn::Join': ['', [arnOf('Failed'), '/*']] }),
        allowUndenied(['sqs:SendMessage'], arnOf('Dead')),
      ),
      Receive: functionIn('Role'),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: arnOf('Stream'),
          FunctionName: { Ref: 'Receive' },
          StartingPosition: 'TRIM_HORIZON',
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          ...properties,
        },
      },
    },
  };
}

let dataDir: string;
let endpoint: AwsEndpoint;
let kinesis: KinesisClient;
let running: RunningMapping | undefined;
let lines: string[];
let onLine: () => void;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'local-stream-'));
  await start();
});

afterEach(async () => {
  await stop();
  await rm(dataDir, { recursive: true });
});

async function start() {
  lines = [];
  onLine = () => {};
  endpoint = await startAwsEndpoint({ port: 0, region, dataDir });
  kinesis = new KinesisClient({ region, endpoint: endpoint.url, credentials: endpoint.administrator });
}

async function stop() {
  await running?.close();
  running = undefined;
  kinesis.destroy();
  await endpoint.close();
}

type Handler = (event: KinesisStreamEvent) => unknown;

/** Creates the stream and its mapping's limits; `map` starts the mapping. */
async function provision(properties: object = {}, denied: readonly string[] = []) {
  const deployment = readSample(templateOf(properties, denied), endpoint, region);
  const authorizer = await endpoint.provision(deployment, returnsNothing);
  const [mapping] = deployment.streamMappings;
  if (!mapping) throw new Error('the template has no mapping');
  const map = (handler: Handler) => {
    running = mapStream(mapping, {
      deployment,
      endpoint,
      authorizer,
      lambdas: new Map([[mapping.functionArn, { invoke: (payload) => answer(handler, payload) }]]),
      checkpoints: openCheckpointStore(join(dataDir, 'checkpoints.json')),
      objects: openObjectStore(join(dataDir, 'buckets')),
      region,
      report: (_what, text) => {
        lines.push(text);
        onLine();
      },
      timeScale: 100,
    });
  };
  return { mapping, map };
}

async function answer(handler: Handler, event: unknown): Promise<InvokeResult> {
  try {
    const result = handler(JSON.parse(JSON.stringify(event)));
    return { status: 200, payload: Buffer.from(JSON.stringify(result ?? null)), requestId: 'r' };
  } catch (error) {
    return platformFailure('r', 'Runtime.ExitError', String(error));
  }
}

async function put(...texts: string[]) {
  const Records = texts.map((text) => ({ PartitionKey: 'p', Data: Buffer.from(text) }));
  await kinesis.send(new PutRecordsCommand({ StreamName: 'Stream', Records }));
}

const textOf = ({ kinesis: { data } }: KinesisStreamRecord) => Buffer.from(data, 'base64').toString();
const textsOf = ({ Records }: KinesisStreamEvent) => Records.map(textOf).join(' ');

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

/** A function that reports what holds `bad` as failed, and tells when it has got as many texts in all. */
function recorder(bad = 'nothing is bad') {
  const events: KinesisStreamEvent[] = [];
  const waiting: { text: string; resolve: () => void }[] = [];
  const handler: Handler = (event) => {
    events.push(event);
    for (const { text, resolve } of waiting) if (textsOf(event).includes(text)) resolve();
    const failed = event.Records.filter((record) => textOf(record).includes(bad));
    return {
      batchItemFailures: failed.map(({ kinesis: { sequenceNumber } }) => ({
        itemIdentifier: sequenceNumber,
      })),
    };
  };
  return {
    handler,
    events,
    texts: () => events.map(textsOf),
    got: (text: string) =>
      new Promise<void>((resolve) => {
        if (events.some((event) => textsOf(event).includes(text))) resolve();
        else waiting.push({ text, resolve });
      }),
  };
}

async function reached(mapping: StreamMapping, sequenceNumber = '') {
  await vi.waitFor(() =>
    expect(openCheckpointStore(join(dataDir, 'checkpoints.json')).get(mapping.id, shardId)).toEqual({
      type: 'AFTER',
      sequenceNumber,
    }),
  );
}

test('a function gets the records of a shard in the documented shape', async () => {
  const { mapping, map } = await provision();
  const { handler, events, got } = recorder();
  const putAt = Date.now() / 1000;
  await put('hello 😀');
  map(handler);
  await got('hello');
  const sequenceNumber = events[0]?.Records[0]?.kinesis.sequenceNumber;
  expect(events[0]).toEqual({
    Records: [
      {
        kinesis: {
          kinesisSchemaVersion: '1.0',
          partitionKey: 'p',
          sequenceNumber: expect.stringMatching(/^\d{50,60}$/),
          data: Buffer.from('hello 😀').toString('base64'),
          approximateArrivalTimestamp: expect.closeTo(putAt, -1),
        },
        eventSource: 'aws:kinesis',
        eventVersion: '1.0',
        eventID: `${shardId}:${sequenceNumber}`,
        eventName: 'aws:kinesis:record',
        invokeIdentityArn: roleArn,
        awsRegion: region,
        eventSourceARN: mapping.streamArn,
      },
    ],
  });
});

test('a batch holds no more records than its size', async () => {
  const { map } = await provision({ BatchSize: 2 });
  const { handler, texts, got } = recorder();
  await put('a', 'b', 'c', 'd', 'e');
  map(handler);
  await got('e');
  expect(texts()).toEqual(['a b', 'c d', 'e']);
});

test('a window gathers what comes while it is open', async () => {
  const { map } = await provision({ MaximumBatchingWindowInSeconds: 60 });
  const { handler, texts, got } = recorder();
  await put('first');
  map(handler);
  await line('opened');
  await put('second');
  await got('second');
  expect(texts()).toEqual(['first second']);
});

test('a mapping at LATEST leaves out what was put before it began', async () => {
  const { map } = await provision({ StartingPosition: 'LATEST' });
  const { handler, texts, got } = recorder();
  await put('before');
  map(handler);
  // Which records are the latest is settled by the first call, and nothing tells when that was.
  await vi.waitFor(async () => {
    await put('after');
    expect(texts().length).toBeGreaterThan(0);
  });
  await got('after');
  expect(texts().join(' ')).not.toContain('before');
});

describe('a record reported as failed', () => {
  test('is tried again with those that follow it, not with those before it', async () => {
    const { mapping, map } = await provision();
    const { handler, events, texts, got } = recorder();
    let invocations = 0;
    await put('a', 'b', 'c');
    map((event) => {
      handler(event);
      invocations += 1;
      const [, second] = event.Records;
      return invocations === 1
        ? { batchItemFailures: [{ itemIdentifier: second?.kinesis.sequenceNumber }] }
        : undefined;
    });
    await got('c');
    await reached(mapping, events[0]?.Records[2]?.kinesis.sequenceNumber);
    expect(texts()).toEqual(['a b c', 'b c']);
  });

  test('for good is bisected out, kept in the bucket and reading goes on after it', async () => {
    const { mapping, map } = await provision({
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: arnOf('Failed') } },
    });
    const { handler, events } = recorder('poison');
    await put('a', 'b', 'poison', 'd', 'e');
    map(handler);
    const told = await line('given up');
    await reached(mapping, events[0]?.Records.at(-1)?.kinesis.sequenceNumber);
    const [, path = ''] = /^1 record given up \(RetryAttemptsExhausted\), kept at (.*)$/.exec(told) ?? [];
    const key = path.slice(join(dataDir, 'buckets', 'failed', '/').length);
    expect(key).toMatch(
      new RegExp(
        `^aws/lambda/${mapping.id}/${shardId}/(\\d{4})/(\\d\\d)/(\\d\\d)/\\1-\\2-\\3T\\d\\d\\.\\d\\d\\.\\d\\d-[0-9a-f-]{36}$`,
      ),
    );
    const kept = JSON.parse(await readFile(path, 'utf8'));
    expect(kept).toMatchObject({
      requestContext: {
        functionArn: mapping.functionArn,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 6,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: null },
      version: '1.0',
      KinesisBatchInfo: { shardId, batchSize: 1, streamArn: mapping.streamArn },
    });
    expect(kept.payload.Records.map(textOf)).toEqual(['poison']);
    expect(kept.KinesisBatchInfo.startSequenceNumber).toBe(kept.payload.Records[0].kinesis.sequenceNumber);
  });
});

describe('a batch that the function throws on', () => {
  const limits = {
    MaximumRetryAttempts: 1,
    DestinationConfig: { OnFailure: { Destination: arnOf('Dead') } },
  };
  const throwing: Handler = () => {
    throw new Error('broken');
  };

  test('is told to the queue after its attempts, without the records', async () => {
    const { map } = await provision(limits);
    await put('a', 'b');
    map(throwing);
    expect(await line('given up')).toBe('2 records given up (RetryAttemptsExhausted), kept at Dead');
    const sqs = new SQSClient({ region, endpoint: endpoint.url, credentials: endpoint.administrator });
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: `${endpoint.url}/000000000000/Dead` }),
    );
    sqs.destroy();
    const told = JSON.parse(Messages?.[0]?.Body ?? '');
    expect(told).toMatchObject({
      requestContext: { approximateInvokeCount: 2 },
      responseContext: { functionError: 'Unhandled' },
      KinesisBatchInfo: { batchSize: 2 },
    });
    expect(told).not.toHaveProperty('payload');
  });

  test('is lost, and reading goes on, where the role may not write to the destination', async () => {
    const { map } = await provision(
      { ...limits, BatchSize: 1, DestinationConfig: { OnFailure: { Destination: arnOf('Failed') } } },
      ['s3:PutObject'],
    );
    const { handler, got } = recorder();
    await put('bad', 'good');
    map((event) => (textsOf(event) === 'bad' ? throwing(event) : handler(event)));
    await got('good');
    const [refusal, discarded] = lines.filter((text) => /destination|given up/.test(text));
    expect(refusal).toMatch(/^the on-failure destination: .* not authorized to perform: s3:PutObject/);
    expect(discarded).toBe('1 record given up (RetryAttemptsExhausted), kept nowhere');
  });
});

describe('after a restart a mapping', () => {
  test('goes on after what was settled', async () => {
    const first = await provision({ BatchSize: 2 });
    const before = recorder();
    await put('a', 'b');
    first.map(before.handler);
    await before.got('b');
    await reached(first.mapping, before.events[0]?.Records[1]?.kinesis.sequenceNumber);
    await stop();
    await start();
    const second = await provision({ BatchSize: 2 });
    const after = recorder();
    await put('c');
    second.map(after.handler);
    await after.got('c');
    expect(after.texts()).toEqual(['c']);
  });

  test('goes on at the record that failed', async () => {
    const first = await provision();
    const before = recorder('b');
    await put('a', 'b', 'c');
    first.map(before.handler);
    await before.got('b');
    await reached(first.mapping, before.events[0]?.Records[0]?.kinesis.sequenceNumber);
    await stop();
    await start();
    const second = await provision();
    const after = recorder();
    second.map(after.handler);
    await after.got('c');
    expect(after.texts()).toEqual(['b c']);
  });

  test('at LATEST begins with what an earlier one had read and not settled', async () => {
    const first = await provision({ StartingPosition: 'LATEST' });
    const before = recorder('kept');
    first.map(before.handler);
    await vi.waitFor(async () => {
      await put('kept');
      expect(before.events.length).toBeGreaterThan(0);
    });
    await stop();
    await start();
    const second = await provision({ StartingPosition: 'LATEST' });
    const after = recorder();
    second.map(after.handler);
    await after.got('kept');
  });
});

test.each(readActions)('a role without kinesis:%s reads nothing, and the line says why', async (action) => {
  const { map } = await provision({}, [`kinesis:${action}`]);
  const { handler, events } = recorder();
  await put('a');
  map(handler);
  expect(await line('not authorized')).toContain(`kinesis:${action} on resource`);
  expect(events).toEqual([]);
});
