import type { _Record as ReadRecord } from '@aws-sdk/client-kinesis';
import type { KinesisStreamRecord } from 'aws-lambda';

/** Where a record comes from, as the event tells it. */
export type RecordOrigin = {
  readonly streamArn: string;
  readonly shardId: string;
  /** In whose name Lambda reads. */
  readonly roleArn: string;
};

/**
 * A record as the function gets it.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html#services-kinesis-event-example
 */
export function toStreamRecord(
  record: ReadRecord,
  { streamArn, shardId, roleArn }: RecordOrigin,
): KinesisStreamRecord {
  const { PartitionKey = '', SequenceNumber = '', Data = [], ApproximateArrivalTimestamp } = record;
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: PartitionKey,
      sequenceNumber: SequenceNumber,
      data: Buffer.from(Data).toString('base64'),
      approximateArrivalTimestamp: Number(ApproximateArrivalTimestamp) / 1000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `${shardId}:${SequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: roleArn,
    awsRegion: streamArn.split(':')[3] ?? '',
    eventSourceARN: streamArn,
  };
}

/** When Kinesis took a record, in milliseconds since the epoch. */
export function arrivedAtMs({ kinesis }: KinesisStreamRecord): number {
  return kinesis.approximateArrivalTimestamp * 1000;
}

/** What a batch item failure names a record by. */
export function sequenceNumberOf({ kinesis }: KinesisStreamRecord): string {
  return kinesis.sequenceNumber;
}
