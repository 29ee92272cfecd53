import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { encryptionKey } from './customer-key.ts';

/** What every queue promises: encrypted at rest, TLS only, and the longest retention that SQS has. */
export function queuePromises(scope: Construct): QueueProps {
  const encryptionMasterKey = encryptionKey(scope);
  return {
    ...(encryptionMasterKey
      ? { encryption: QueueEncryption.KMS, encryptionMasterKey }
      : { encryption: QueueEncryption.SQS_MANAGED }),
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  };
}

/** Long enough for ten items to be written to the table, however large their messages. */
export const recordTimeoutSeconds = 10;

/** Where SQS, Lambda or Scheduler leave what they could not deliver, until record-dead-letters has taken it. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      ...queuePromises(scope),
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: six times the timeout.
      visibilityTimeout: Duration.seconds(6 * recordTimeoutSeconds),
    });
  }
}
