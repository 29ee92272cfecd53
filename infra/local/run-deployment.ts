import { SQSClient } from '@aws-sdk/client-sqs';
import { ConfigurationError } from '../../shared/errors.ts';
import type { InvokeFunction } from './aws-endpoint/functions.ts';
import type { AwsEndpoint } from './aws-endpoint/start-aws-endpoint.ts';
import type { Deployment, EventSourceMapping, FunctionDefinition, ScheduleDefinition } from './deployment.ts';
import { type RunningMapping, startMapping } from './event-source-mapping.ts';
import type { openHttpApi } from './http-api.ts';
import type { Authorizer } from './iam/authorizer.ts';
import { createLambda, type Lambda } from './lambda/create-lambda.ts';
import { invokeAsync } from './lambda/invoke-async.ts';
import { logLine, mappingLine, type ReportLine } from './live-line.ts';
import { createPause } from './pause.ts';
import { localAccountId } from './read-deployment.ts';
import type { Rehearsal } from './rehearsal.ts';
import { type RunningSchedules, startSchedules } from './scheduler.ts';

export type RunOptions = {
  readonly deployment: Deployment;
  readonly endpoint: AwsEndpoint;
  readonly front: Awaited<ReturnType<typeof openHttpApi>>;
  readonly region: string;
  readonly report: ReportLine;
  readonly rehearsal: Rehearsal;
};

/** A deployment whose resources exist and whose functions can be invoked. */
export type RunningDeployment = {
  /** Lets webhooks in, reads the queues and starts the schedules. */
  readonly begin: () => void;
  readonly close: () => Promise<void>;
};

type Running = RunOptions & {
  readonly lambdas: ReadonlyMap<string, Lambda>;
  readonly authorizer: Authorizer;
};

/** Runs what the deployment says: each function in its own role, the mappings and schedules in theirs. */
export async function runDeployment(options: RunOptions): Promise<RunningDeployment> {
  const { deployment, endpoint } = options;
  const lambdas = new Map(
    deployment.functions.map((definition) => [definition.arn, lambdaOf(definition, options)]),
  );
  const stop = new AbortController();
  const invoke = invokeFunction(lambdas, options, stop.signal);
  const authorizer = await endpoint.provision(deployment, invoke);
  const running: Running = { ...options, lambdas, authorizer };
  const mappings: RunningMapping[] = [];
  const schedules: RunningSchedules[] = [];
  return {
    begin: () => {
      for (const lambda of lambdas.values()) lambda.warm();
      serveFront(running, invoke);
      mappings.push(...deployment.mappings.map((mapping) => mapQueue(mapping, running)));
      schedules.push(schedule(running));
    },
    close: async () => {
      stop.abort();
      await Promise.all([...schedules, ...mappings].map((part) => part.close()));
      await Promise.all([...lambdas.values()].map((lambda) => lambda.close()));
    },
  };
}

function lambdaOf(definition: FunctionDefinition, options: RunOptions): Lambda {
  const { endpoint, region, report, rehearsal } = options;
  const { clockAndSleep, variables } = rehearsal.time;
  const { accessKeyId, secretAccessKey, sessionToken } = endpoint.credentialsFor(definition.roleArn);
  return createLambda({
    definition,
    environment: {
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
      AWS_ENDPOINT_URL: endpoint.url,
      ...variables,
      ...rehearsal.variables,
    },
    nodeOptions: [...clockAndSleep, ...(rehearsal.nodeOptions ?? [])],
    onLog: (line) => {
      rehearsal.onFunctionLine?.(line);
      const told = logLine(line);
      if (told) report('function', `${definition.logicalId}: ${told}`);
    },
  });
}

function invokeFunction(
  lambdas: ReadonlyMap<string, Lambda>,
  { report, rehearsal }: Pick<RunOptions, 'report' | 'rehearsal'>,
  stop: AbortSignal,
): InvokeFunction {
  const { timeScale } = rehearsal.time;
  return async (functionArn, payload, type) => {
    const lambda = lambdas.get(functionArn);
    if (!lambda) throw new ConfigurationError(`the template has no function ${functionArn}`);
    if (type === 'RequestResponse') return await lambda.invoke(payload);
    const stopped = () => stop.aborted;
    const onFailure = (reason: string) => report('function', `${functionArn}: ${reason}`);
    const attempts = {
      invoke: () => lambda.invoke(payload),
      pause: createPause(timeScale, stop),
      stopped,
      onFailure,
    };
    invokeAsync(attempts).catch((error: unknown) => onFailure(String(error)));
    return { payload: Buffer.alloc(0) };
  };
}

function serveFront({ deployment, front, authorizer, report }: Running, invoke: InvokeFunction): void {
  const { api } = deployment;
  if (!api) throw new ConfigurationError('the template has no HTTP API: nothing could send a webhook');
  front.serve({
    api,
    invoke,
    authorizer,
    onRequest: ({ method, path, status, durationMs }) =>
      report('webhook', `${method} ${path} → ${status} in ${durationMs} ms`),
    onFault: ({ routeKey, reason }) => report('gateway', `${routeKey}: ${reason}`),
  });
}

/** A mapping calls SQS in its function's name, so that a grant missing there shows here. */
function mapQueue(
  mapping: EventSourceMapping,
  { deployment, endpoint, lambdas, region, report, rehearsal }: Running,
): RunningMapping {
  const { functionArn, queueArn } = mapping;
  const definition = deployment.functions.find(({ arn }) => arn === functionArn);
  const queue = deployment.queues.find(({ arn }) => arn === queueArn);
  const lambda = lambdas.get(functionArn);
  if (!definition || !queue || !lambda)
    throw new ConfigurationError(`the template maps ${queueArn} to ${functionArn}, and has not both`);
  const credentials = endpoint.credentialsFor(definition.roleArn);
  const sqs = new SQSClient({ region, endpoint: endpoint.url, credentials });
  rehearsal.onQueueClient?.(sqs);
  return startMapping({
    mapping,
    queueUrl: queue.url,
    sqs,
    timeScale: rehearsal.time.timeScale,
    invoke: (payload) => lambda.invoke(payload),
    onReport: (event) => {
      const told = mappingLine(definition.logicalId, event);
      if (told) report('window', told);
    },
  });
}

function schedule({ deployment, lambdas, authorizer, report, rehearsal }: Running): RunningSchedules {
  return startSchedules(
    deployment.schedules,
    async (targetArn, payload, roleArn) => {
      const definition = deployment.schedules.find(
        (each) => each.targetArn === targetArn && each.roleArn === roleArn,
      );
      checkScheduler(definition, authorizer);
      const lambda = lambdas.get(targetArn);
      if (!lambda)
        throw new ConfigurationError(`the template schedules ${targetArn}, which is no function of it`);
      return await lambda.invoke(payload);
    },
    {
      timeScale: rehearsal.time.timeScale,
      now: rehearsal.time.now,
      onReport: (event) => {
        if (event.type === 'schedule-failed') report('schedule', `${event.schedule}: ${event.reason}`);
        else report('schedule', `${event.schedule} is due`);
      },
    },
  );
}

/** Scheduler assumes the schedule's role and calls Lambda in its name: both must be granted. */
function checkScheduler(definition: ScheduleDefinition | undefined, authorizer: Authorizer): void {
  if (!definition) throw new ConfigurationError('a schedule that the template does not have wants to run');
  const { roleArn, targetArn, groupArn } = definition;
  const context = { 'aws:SourceAccount': localAccountId, ...(groupArn ? { 'aws:SourceArn': groupArn } : {}) };
  const decisions = [
    authorizer.authorizeAssumeRole({ roleArn, service: 'scheduler.amazonaws.com', context }),
    authorizer.authorize({ roleArn, action: 'lambda:InvokeFunction', resource: targetArn }),
  ];
  for (const decision of decisions) if (!decision.allowed) throw new ConfigurationError(decision.message);
}
