import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ConfigurationError } from '../../shared/errors.ts';
import type { InvokeFunction } from './aws-endpoint/functions.ts';
import type { AwsEndpoint } from './aws-endpoint/start-aws-endpoint.ts';
import type { Deployment, FunctionDefinition } from './deployment.ts';
import { asyncFailureRecord } from './lambda/async-failure-record.ts';
import type { Lambda } from './lambda/create-lambda.ts';
import { type GivenUp, invokeAsync } from './lambda/invoke-async.ts';
import type { ReportLine } from './live-line.ts';
import { createPause } from './pause.ts';

export type InvokeOptions = {
  readonly deployment: Pick<Deployment, 'functions' | 'queues'>;
  readonly endpoint: Pick<AwsEndpoint, 'url' | 'credentialsFor'>;
  readonly lambdas: ReadonlyMap<string, Pick<Lambda, 'invoke'>>;
  readonly region: string;
  readonly report: ReportLine;
  readonly stop: AbortSignal;
  /** How many times faster than the clock on the wall AWS's time runs. */
  readonly timeScale?: number;
};

/** Invokes the deployment's functions: an event is tried again, and given up to its destination, as the function's configuration says. */
export function invokeFunctions(options: InvokeOptions): InvokeFunction {
  return async (functionArn, payload, type) => {
    const lambda = options.lambdas.get(functionArn);
    const definition = options.deployment.functions.find(({ arn }) => arn === functionArn);
    if (!lambda || !definition) throw new ConfigurationError(`the template has no function ${functionArn}`);
    if (type === 'RequestResponse') return await lambda.invoke(payload);
    void invokeEvent(definition, () => lambda.invoke(payload), { payload, options });
    return { payload: Buffer.alloc(0) };
  };
}

async function invokeEvent(
  definition: FunctionDefinition,
  invoke: Lambda['invoke'],
  { payload, options }: { readonly payload: Buffer; readonly options: InvokeOptions },
): Promise<void> {
  const { report, stop, timeScale = 1 } = options;
  const configured = definition.asyncInvocation;
  const policy = configured && {
    maxRetries: configured.maxRetries,
    maxAgeMs: configured.maxAgeSeconds * 1000,
  };
  const onFailure = (reason: string) => report('function', `${definition.logicalId}: ${reason}`);
  try {
    const givenUp = await invokeAsync({
      invoke: () => invoke(payload),
      ...(policy && { policy }),
      pause: createPause(timeScale, stop),
      stopped: () => stop.aborted,
      onFailure,
    });
    if (givenUp) await tellDestination(definition, givenUp, { payload, options });
  } catch (error) {
    onFailure(String(error));
  }
}

/** Lambda tells it in the function's name, so the role must grant the sending. */
async function tellDestination(
  { arn, roleArn, asyncInvocation }: FunctionDefinition,
  givenUp: GivenUp,
  { payload, options }: { readonly payload: Buffer; readonly options: InvokeOptions },
): Promise<void> {
  const { deployment, endpoint, region } = options;
  const destination = asyncInvocation?.onFailureArn;
  if (destination === undefined) return;
  const queue = deployment.queues.find((each) => each.arn === destination);
  if (!queue) throw new ConfigurationError(`the template has no queue ${destination}`);
  const sqs = new SQSClient({
    region,
    endpoint: endpoint.url,
    credentials: endpoint.credentialsFor(roleArn),
  });
  try {
    const MessageBody = asyncFailureRecord(arn, payload, { givenUp, at: new Date() });
    await sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody }));
  } finally {
    sqs.destroy();
  }
}
