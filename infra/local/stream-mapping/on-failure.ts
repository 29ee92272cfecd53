import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { ConfigurationError } from '../../../shared/errors.ts';
import type { Deployment } from '../deployment.ts';
import type { Authorizer } from '../iam/authorizer.ts';
import type { ObjectStore } from '../object-store.ts';
import { type FailurePlace, failureKey, failureRecord } from './failure-record.ts';
import type { Discard } from './process-batch.ts';

/** Keeps records given up and tells where; rejects where the function's role may not. */
export type KeepDiscarded = (discard: Discard, place: FailurePlace) => Promise<string>;

export type DestinationPorts = {
  readonly deployment: Pick<Deployment, 'buckets' | 'queues'>;
  /** The function's, in whose name Lambda writes. */
  readonly roleArn: string;
  readonly authorizer: Pick<Authorizer, 'authorize'>;
  readonly objects: ObjectStore;
  /** Carries the function's role. */
  readonly sqs: SQSClient;
};

/** The destination that a mapping names: a bucket or a queue of the template. */
export function onFailure(destinationArn: string, ports: DestinationPorts): KeepDiscarded {
  const { buckets, queues } = ports.deployment;
  const bucket = buckets.find(({ arn }) => arn === destinationArn);
  if (bucket) return (discard, place) => putObject(bucket, { discard, place }, ports);
  const queue = queues.find(({ arn }) => arn === destinationArn);
  if (!queue)
    throw new ConfigurationError(
      `a mapping's on-failure destination ${destinationArn} is not in the template`,
    );
  return async (discard, place) => {
    const MessageBody = JSON.stringify(failureRecord(discard, place));
    await ports.sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody }));
    return queue.name;
  };
}

async function putObject(
  bucket: { readonly name: string; readonly arn: string },
  { discard, place }: { readonly discard: Discard; readonly place: FailurePlace },
  { authorizer, roleArn, objects }: DestinationPorts,
): Promise<string> {
  const key = failureKey(place);
  const needed = [
    { action: 's3:ListBucket', resource: bucket.arn },
    { action: 's3:PutObject', resource: `${bucket.arn}/${key}` },
  ];
  for (const each of needed) {
    const decision = authorizer.authorize({ roleArn, ...each });
    if (!decision.allowed) throw new Error(decision.message);
  }
  const payload = { Records: discard.records };
  return objects.put(bucket.name, key, JSON.stringify({ ...failureRecord(discard, place), payload }));
}
