import { KinesisClient } from '@aws-sdk/client-kinesis';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ConfigurationError } from '../../shared/errors.ts';
import type { AwsEndpoint } from './aws-endpoint/start-aws-endpoint.ts';
import type { Deployment, StreamMapping } from './deployment.ts';
import type { RunningMapping } from './event-source-mapping.ts';
import type { Authorizer } from './iam/authorizer.ts';
import type { Lambda } from './lambda/create-lambda.ts';
import { type ReportLine, streamLine } from './live-line.ts';
import type { ObjectStore } from './object-store.ts';
import type { CheckpointStore } from './stream-mapping/checkpoint-store.ts';
import { onFailure } from './stream-mapping/on-failure.ts';
import { startStreamMapping } from './stream-mapping.ts';

export type MapStreamOptions = {
  readonly deployment: Pick<Deployment, 'functions' | 'streams' | 'buckets' | 'queues'>;
  readonly endpoint: Pick<AwsEndpoint, 'url' | 'credentialsFor'>;
  readonly lambdas: ReadonlyMap<string, Pick<Lambda, 'invoke'>>;
  readonly authorizer: Pick<Authorizer, 'authorize'>;
  readonly checkpoints: CheckpointStore;
  readonly objects: ObjectStore;
  readonly region: string;
  readonly report: ReportLine;
  /** How many times faster than the clock on the wall AWS's time runs. */
  readonly timeScale?: number;
};

/** A mapping calls Kinesis and its destination in its function's name, so that a grant missing there shows here. */
export function mapStream(mapping: StreamMapping, options: MapStreamOptions): RunningMapping {
  const { functionArn, streamArn, onFailureArn } = mapping;
  const { deployment, endpoint, lambdas, checkpoints, region, report, timeScale = 1 } = options;
  const definition = deployment.functions.find(({ arn }) => arn === functionArn);
  const lambda = lambdas.get(functionArn);
  if (!definition || !lambda || !deployment.streams.some(({ arn }) => arn === streamArn))
    throw new ConfigurationError(`the template maps ${streamArn} to ${functionArn}, and has not both`);
  const { roleArn } = definition;
  const settings = { region, endpoint: endpoint.url, credentials: endpoint.credentialsFor(roleArn) };
  const kinesis = new KinesisClient(settings);
  const sqs = new SQSClient(settings);
  const running = startStreamMapping({
    mapping,
    roleArn,
    kinesis,
    invoke: (payload) => lambda.invoke(payload),
    checkpoints,
    keepDiscarded:
      onFailureArn === undefined ? undefined : onFailure(onFailureArn, { ...options, roleArn, sqs }),
    onReport: (event) => {
      const told = streamLine(definition.logicalId, event);
      if (told) report('stream', told);
    },
    timeScale,
  });
  return {
    close: async () => {
      await running.close();
      kinesis.destroy();
      sqs.destroy();
    },
  };
}
