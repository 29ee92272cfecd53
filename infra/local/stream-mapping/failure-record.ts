import { randomUUID } from 'node:crypto';
import type { KinesisStreamRecord } from 'aws-lambda';
import type { StreamMapping } from '../deployment.ts';
import type { Discard } from './process-batch.ts';
import { arrivedAtMs, sequenceNumberOf } from './stream-record.ts';

export type FailurePlace = {
  readonly mapping: Pick<StreamMapping, 'id' | 'streamArn' | 'functionArn'>;
  readonly shardId: string;
  readonly at: Date;
};

/**
 * What a stream mapping's on-failure destination is told of records given up; a bucket gets them whole in `payload`.
 * https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export function failureRecord(discard: Discard, { mapping, shardId, at }: FailurePlace) {
  const { records, condition } = discard;
  // Recorded on AWS: of records that grew too old, no attempt is told, however many there were.
  const { invocations, outcome } =
    condition === 'RecordAgeExceeded' ? { invocations: 1, outcome: undefined } : discard;
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: mapping.functionArn,
      condition,
      approximateInvokeCount: invocations,
    },
    ...(outcome && {
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        functionError: (outcome.type === 'failed' && outcome.functionError) || null,
      },
    }),
    version: '1.0',
    timestamp: at.toISOString(),
    KinesisBatchInfo: {
      shardId,
      startSequenceNumber: told(records.at(0), sequenceNumberOf),
      endSequenceNumber: told(records.at(-1), sequenceNumberOf),
      approximateArrivalOfFirstRecord: told(records.at(0), arrivedAt),
      approximateArrivalOfLastRecord: told(records.at(-1), arrivedAt),
      batchSize: records.length,
      streamArn: mapping.streamArn,
    },
  };
}

/** `aws/lambda/<mapping>/<shard>/2026/11/24/2026-11-24T09.01.22-<random>`. */
export function failureKey({ mapping, shardId, at }: FailurePlace): string {
  const [day = '', time = ''] = at.toISOString().split(/[T.]/);
  const folder = ['aws/lambda', mapping.id, shardId, day.replaceAll('-', '/')].join('/');
  return `${folder}/${day}T${time.replaceAll(':', '.')}-${randomUUID()}`;
}

function told(
  record: KinesisStreamRecord | undefined,
  tell: (record: KinesisStreamRecord) => string,
): string | undefined {
  return record && tell(record);
}

function arrivedAt(record: KinesisStreamRecord): string {
  return new Date(arrivedAtMs(record)).toISOString();
}
