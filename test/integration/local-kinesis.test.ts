import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  PutRecordCommand,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type AwsEndpoint, startAwsEndpoint } from '../../infra/local/aws-endpoint/start-aws-endpoint.ts';
import { allow, arnOf, readSample, returnsNothing, role } from './sample-template.ts';

const region = 'eu-west-1';
const streamArn = `arn:aws:kinesis:${region}:000000000000:stream/Stream`;
const shardId = 'shardId-000000000000';
const may = (...actions: string[]) => role(allow(actions, arnOf('Stream')));
const template = {
  Resources: {
    Stream: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1 } },
    OnDemand: {
      Type: 'AWS::Kinesis::Stream',
      Properties: { StreamModeDetails: { StreamMode: 'ON_DEMAND' }, RetentionPeriodHours: 72 },
    },
    Reader: may('kinesis:GetRecords', 'kinesis:GetShardIterator'),
    Lister: may('kinesis:ListShards'),
  },
};

let endpoint: AwsEndpoint;
let dataDir: string;
const onDenied = vi.fn();
const clients: KinesisClient[] = [];

async function start() {
  endpoint = await startAwsEndpoint({ port: 0, region, dataDir, onDenied });
  const deployment = readSample(template, endpoint, region);
  await endpoint.provision(deployment, returnsNothing);
}

async function stop() {
  for (const client of clients.splice(0)) client.destroy();
  await endpoint.close();
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'local-kinesis-'));
  await start();
});

afterEach(async () => {
  await stop();
  await rm(dataDir, { recursive: true });
});

/** As the SDK makes it: the Kinesis client speaks HTTP/2. */
function client(as: 'Reader' | 'Lister' | 'administrator'): KinesisClient {
  const credentials =
    as === 'administrator'
      ? endpoint.administrator
      : endpoint.credentialsFor(`arn:aws:iam::000000000000:role/${as}`);
  const made = new KinesisClient({ region, endpoint: endpoint.url, credentials, maxAttempts: 1 });
  clients.push(made);
  return made;
}

async function put(text: string) {
  const record = { PartitionKey: 'p', Data: Buffer.from(text) };
  return await client('administrator').send(new PutRecordCommand({ StreamName: 'Stream', ...record }));
}

async function read(kinesis: KinesisClient, named: { StreamName: string } | { StreamARN: string }) {
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({ ...named, ShardId: shardId, ShardIteratorType: 'TRIM_HORIZON' }),
  );
  const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
  return Records.map(({ Data = [] }) => Buffer.from(Data).toString());
}

describe('a record', () => {
  test('is read in its order, byte for byte, by a stream’s name as by its ARN', async () => {
    await put('first 😀');
    await put('second');
    const kinesis = client('administrator');
    expect(await read(kinesis, { StreamName: 'Stream' })).toEqual(['first 😀', 'second']);
    expect(await read(kinesis, { StreamARN: streamArn })).toEqual(['first 😀', 'second']);
  });

  test('put with others is answered with its shard and sequence number', async () => {
    const { Records, FailedRecordCount } = await client('administrator').send(
      new PutRecordsCommand({
        StreamARN: streamArn,
        Records: ['a', 'b'].map((text) => ({ PartitionKey: text, Data: Buffer.from(text) })),
      }),
    );
    expect(FailedRecordCount).toBe(0);
    expect(Records).toEqual(
      Array(2).fill({ ShardId: shardId, SequenceNumber: expect.stringMatching(/^\d{50,60}$/) }),
    );
  });

  test('for a stream that does not exist is refused', async () => {
    const putting = client('administrator').send(
      new PutRecordCommand({ StreamName: 'Nobody', PartitionKey: 'p', Data: Buffer.from('x') }),
    );
    await expect(putting).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('survives a restart', async () => {
    await put('kept');
    await stop();
    await start();
    expect(await read(client('administrator'), { StreamName: 'Stream' })).toEqual(['kept']);
  });
});

test('a stream is described by the ARN that the template gives it', async () => {
  const kinesis = client('administrator');
  const whole = await kinesis.send(new DescribeStreamCommand({ StreamARN: streamArn }));
  expect(whole.StreamDescription).toMatchObject({ StreamARN: streamArn, StreamStatus: 'ACTIVE' });
  const summary = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName: 'OnDemand' }));
  expect(summary.StreamDescriptionSummary).toMatchObject({
    StreamARN: `arn:aws:kinesis:${region}:000000000000:stream/OnDemand`,
    OpenShardCount: 4,
    RetentionPeriodHours: 72,
  });
});

describe('a role', () => {
  test('reads the stream that it is granted', async () => {
    await put('one');
    expect(await read(client('Reader'), { StreamARN: streamArn })).toEqual(['one']);
  });

  test('reads no other stream', async () => {
    await expect(read(client('Reader'), { StreamName: 'OnDemand' })).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(/kinesis:GetShardIterator on resource: .*:stream\/OnDemand /),
    });
  });

  test('that may not read is refused with an iterator of somebody else, by the stream’s ARN', async () => {
    const { ShardIterator } = await client('Reader').send(
      new GetShardIteratorCommand({ StreamARN: streamArn, ShardId: shardId, ShardIteratorType: 'LATEST' }),
    );
    const reading = client('Lister').send(new GetRecordsCommand({ ShardIterator }));
    await expect(reading).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(onDenied).toHaveBeenLastCalledWith({
      role: 'arn:aws:iam::000000000000:role/Lister',
      action: 'kinesis:GetRecords',
      resource: streamArn,
    });
  });

  test('is refused with another stream’s iterator, whatever stream it names beside it', async () => {
    const { ShardIterator } = await client('administrator').send(
      new GetShardIteratorCommand({ StreamName: 'OnDemand', ShardId: shardId, ShardIteratorType: 'LATEST' }),
    );
    const reading = client('Reader').send(new GetRecordsCommand({ ShardIterator, StreamARN: streamArn }));
    await expect(reading).rejects.toThrow('stream/OnDemand');
  });

  test('puts nothing where it may only list', async () => {
    const lister = client('Lister');
    expect((await lister.send(new ListShardsCommand({ StreamARN: streamArn }))).Shards).toHaveLength(1);
    const putting = lister.send(
      new PutRecordCommand({ StreamARN: streamArn, PartitionKey: 'p', Data: Buffer.from('x') }),
    );
    await expect(putting).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

test('calls made at once are each answered', async () => {
  const kinesis = client('administrator');
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      kinesis.send(
        new PutRecordCommand({ StreamName: 'Stream', PartitionKey: 'p', Data: Buffer.from(`${index}`) }),
      ),
    ),
  );
  expect(new Set(answers.map(({ SequenceNumber }) => SequenceNumber)).size).toBe(20);
});
