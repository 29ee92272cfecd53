import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { EventSourceMapping, StartingPosition, SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { AdapterFunction, allow } from './adapter-function.ts';
import type { AdapterTable } from './adapter-table.ts';
import type { AwsSourceArrival } from './configured-sources.ts';
import { encryptionKey } from './customer-key.ts';
import type { MessageQueue } from './message-queue.ts';
import { SourceStream } from './source-stream.ts';

/**
 * From the oldest record on, so that what came before the first deployment was done is not lost. A batch that fails is halved,
 * so that one record which brings down the function stands alone; what still fails after 100 tries, or is a day old, goes
 * whole to the bucket.
 */
const reading = {
  startingPosition: StartingPosition.TRIM_HORIZON,
  batchSize: 500,
  maxBatchingWindow: Duration.seconds(2),
  parallelizationFactor: 1,
  reportBatchItemFailures: true,
  bisectBatchOnError: true,
  retryAttempts: 100,
  maxRecordAge: Duration.days(1),
};

/** Long enough for a person to see and redrive it. */
const givenUpDays = 90;

type ReceiveStreamProps = {
  readonly configuration: Configuration;
  readonly arrivals: readonly AwsSourceArrival[];
  readonly events: MessageQueue;
  readonly contacts: MessageQueue;
  readonly table: AdapterTable;
};

/** Where a stream's records are read from, and the key that they are encrypted with; `id` is its mapping's. */
type ReadStream = { readonly id: string; readonly arn: string; readonly keyArn?: string };

/** Reads the data streams that sources write to: the deployment's own, made where a source needs it, and those there already. */
export class ReceiveStream extends Construct {
  constructor(scope: Construct, id: string, props: ReceiveStreamProps) {
    super(scope, id);
    const streams = this.#streams(props.arrivals);
    const givenUp = this.#givenUp();
    const receive = this.#function(streams, givenUp, props);
    this.#acceptKeys(givenUp);
    for (const { id: mappingId, arn } of streams)
      new EventSourceMapping(this, mappingId, {
        target: receive,
        eventSourceArn: arn,
        // The function's own `may` grants it, so that nothing else is granted on the way.
        onFailure: { bind: () => ({ destination: givenUp.bucketArn }) },
        ...reading,
      });
  }

  #streams(arrivals: readonly AwsSourceArrival[]): readonly ReadStream[] {
    const asked = arrivals.flatMap(({ stream }) => stream ?? []);
    const given = Map.groupBy(
      asked.filter(({ arn }) => arn),
      ({ arn = '' }) => arn,
    );
    // Of the sources that share a stream, one is enough to name its key.
    const distinct = [...given].map(([arn, sharing]) => {
      const keyArn = sharing.find((one) => one.keyArn)?.keyArn;
      return { id: `Mapping-${arn.split('/').at(-1)}`, arn, ...(keyArn && { keyArn }) };
    });
    if (asked.every(({ arn }) => arn)) return distinct;
    const { stream, key } = new SourceStream(this, 'Source');
    return [{ id: 'Mapping', arn: stream.streamArn, keyArn: key.keyArn }, ...distinct];
  }

  #givenUp(): Bucket {
    const key = encryptionKey(this);
    const bucket = new Bucket(this, 'GivenUp', {
      ...(key
        ? { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(givenUpDays) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Lambda alone writes to it, and only what it gave up; a log of that would be larger than the bucket.',
    });
    return bucket;
  }

  /** The objects' keys are Lambda's own choice, so that the role is given all of this one bucket's. */
  #acceptKeys(givenUp: Bucket): void {
    const bucketId = Stack.of(this).resolve(givenUp.bucketArn)['Fn::GetAtt'][0];
    Validations.of(this.node.findChild('Role')).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/*]`,
      reason: 'Lambda itself chooses the keys of what it gives up, within this one bucket.',
    });
  }

  #function(
    streams: readonly ReadStream[],
    givenUp: Bucket,
    { configuration, table, ...queues }: ReceiveStreamProps,
  ) {
    const events = queues.events.queue;
    const contacts = queues.contacts.queue;
    const keyArns = streams.flatMap(({ keyArn }) => keyArn ?? []);
    return new AdapterFunction(this, 'Function', {
      name: 'receive-stream',
      configuration,
      memoryMb: 512,
      timeoutSeconds: 60,
      systemLogLevel: SystemLogLevel.INFO,
      environment: {
        EVENTS_QUEUE_URL: events.queueUrl,
        CONTACTS_QUEUE_URL: contacts.queueUrl,
        TABLE_NAME: table.tableName,
      },
      may: [
        allow(readActions, ...streams.map(({ arn }) => arn)),
        ...(keyArns.length > 0 ? [allow(['kms:Decrypt'], ...keyArns)] : []),
        allow(['s3:PutObject'], givenUp.arnForObjects('*')),
        allow(['s3:ListBucket'], givenUp.bucketArn),
        allow(['sqs:SendMessage'], events.queueArn, contacts.queueArn),
        allow(['dynamodb:PutItem'], table.tableArn),
      ],
    });
  }
}

/** The event source mapping's: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html */
const readActions = [
  'kinesis:DescribeStream',
  'kinesis:DescribeStreamSummary',
  'kinesis:GetRecords',
  'kinesis:GetShardIterator',
  'kinesis:ListShards',
];
