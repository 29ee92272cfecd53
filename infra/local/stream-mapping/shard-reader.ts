import {
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  type KinesisClient,
  ListShardsCommand,
} from '@aws-sdk/client-kinesis';
import type { KinesisStreamRecord } from 'aws-lambda';
import type { Checkpoint } from './checkpoint-store.ts';
import { type RecordOrigin, sequenceNumberOf, toStreamRecord } from './stream-record.ts';

/** The stream's shards; Lambda describes the stream before it reads it, so the role must grant that too. */
export async function listShards(kinesis: KinesisClient, streamArn: string): Promise<string[]> {
  await kinesis.send(new DescribeStreamCommand({ StreamARN: streamArn }));
  await kinesis.send(new DescribeStreamSummaryCommand({ StreamARN: streamArn }));
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamARN: streamArn }));
  return Shards.flatMap(({ ShardId }) => ShardId ?? []);
}

export type ShardReader = {
  /** The next records, none where there are none yet; throws where Kinesis refuses. */
  readonly read: (max: number) => Promise<KinesisStreamRecord[]>;
};

/** Reads a shard on from where it was left; an iterator that expired is made anew after the last record read. */
export function openShard(
  kinesis: KinesisClient,
  origin: RecordOrigin,
  start: Checkpoint | 'TRIM_HORIZON' | 'LATEST',
): ShardReader {
  let position = start;
  let iterator: string | undefined;
  return {
    read: async (max) => {
      iterator ??= await openIterator(kinesis, origin, position);
      const command = new GetRecordsCommand({
        StreamARN: origin.streamArn,
        ShardIterator: iterator,
        Limit: max,
      });
      const answer = await kinesis.send(command).catch((error: unknown) => {
        if (error instanceof ExpiredIteratorException) iterator = undefined;
        throw error;
      });
      iterator = answer.NextShardIterator;
      const records = (answer.Records ?? []).map((record) => toStreamRecord(record, origin));
      const last = records.at(-1);
      if (last) position = { type: 'AFTER', sequenceNumber: sequenceNumberOf(last) };
      return records;
    },
  };
}

async function openIterator(
  kinesis: KinesisClient,
  { streamArn, shardId }: RecordOrigin,
  position: Checkpoint | 'TRIM_HORIZON' | 'LATEST',
): Promise<string | undefined> {
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({ StreamARN: streamArn, ShardId: shardId, ...toIteratorType(position) }),
  );
  return ShardIterator;
}

function toIteratorType(
  position: Checkpoint | 'TRIM_HORIZON' | 'LATEST',
): Pick<GetShardIteratorCommandInput, 'ShardIteratorType' | 'StartingSequenceNumber'> {
  if (typeof position === 'string') return { ShardIteratorType: position };
  return {
    ShardIteratorType: `${position.type}_SEQUENCE_NUMBER`,
    StartingSequenceNumber: position.sequenceNumber,
  };
}
