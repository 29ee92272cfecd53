import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ConfigurationError } from '../../shared/errors.ts';
import type { InvokeFunction } from './aws-endpoint/functions.ts';
import type { AwsEndpoint } from './aws-endpoint/start-aws-endpoint.ts';
import type { Deployment, EventSourceMapping, FunctionDefinition, ScheduleDefinition } from './deployment.ts';
import { type RunningMapping, startMapping } from './event-source-mapping.ts';
import type { FunctionLog } from './function-log.ts';
import type { openHttpApi } from './http-api.ts';
import type { Authorizer } from './iam/authorizer.ts';
import { invokeFunctions } from './invoke-functions.ts';
import { createLambda, type Lambda } from './lambda/create-lambda.ts';
import { logLine, mappingLine, type ReportLine } from './live-line.ts';
import { mapStream } from './map-stream.ts';
import { type OpenWindow, type OpenWindows, trackWindows } from './mapping/open-windows.ts';
import { type ObjectStore, openObjectStore } from './object-store.ts';
import { localAccountId } from './read-deployment.ts';
import type { Rehearsal } from './rehearsal.ts';
import { type RunningSchedules, startSchedules } from './scheduler.ts';
import { type CheckpointStore, openCheckpointStore } from './stream-mapping/checkpoint-store.ts';

export type RunOptions = {
  readonly deployment: Deployment;
  readonly endpoint: AwsEndpoint;
  readonly front: Awaited<ReturnType<typeof openHttpApi>>;
  readonly region: string;
  /** Where the streams' checkpoints and the buckets' objects are kept; without it, they end with the run. */
  readonly dataDir?: string | undefined;
  readonly report: ReportLine;
  readonly rehearsal: Rehearsal;
  readonly functionLog: Pick<FunctionLog, 'write'>;
};

/** A deployment whose resources exist and whose functions can be invoked. */
export type RunningDeployment = {
  readonly openWindows: () => readonly OpenWindow[];
  /** Lets webhooks in, reads the queues and streams and starts the schedules. */
  readonly begin: () => void;
  readonly close: () => Promise<void>;
};

type Running = RunOptions & {
  readonly windows: OpenWindows;
  readonly lambdas: ReadonlyMap<string, Lambda>;
  readonly authorizer: Authorizer;
  readonly checkpoints: CheckpointStore;
  readonly objects: ObjectStore;
};

/** Runs what the deployment says: each function in its own role, the mappings and schedules in theirs. */
export async function runDeployment(options: RunOptions): Promise<RunningDeployment> {
  const { deployment, endpoint, dataDir, region, report } = options;
  const lambdas = new Map(
    deployment.functions.map((definition) => [definition.arn, lambdaOf(definition, options)]),
  );
  const stop = new AbortController();
  const { timeScale } = options.rehearsal.time;
  const invoke = invokeFunctions({
    deployment,
    endpoint,
    lambdas,
    region,
    report,
    stop: stop.signal,
    timeScale,
  });
  const authorizer = await endpoint.provision(deployment, invoke);
  const checkpoints = openCheckpointStore(dataDir && join(dataDir, 'checkpoints.json'));
  const objects = openObjectStore(dataDir && join(dataDir, 'buckets'));
  const windows = trackWindows(() => options.rehearsal.time.now());
  const running: Running = { ...options, lambdas, authorizer, checkpoints, objects, windows };
  const mappings: RunningMapping[] = [];
  const schedules: RunningSchedules[] = [];
  return {
    openWindows: windows.open,
    begin: () => {
      for (const lambda of lambdas.values()) lambda.warm();
      serveFront(running, invoke);
      mappings.push(...deployment.mappings.map((mapping) => mapQueue(mapping, running)));
      mappings.push(...deployment.streamMappings.map((mapping) => mapStream(mapping, running)));
      schedules.push(schedule(running, invoke));
    },
    close: async () => {
      stop.abort();
      await Promise.all([...schedules, ...mappings].map((part) => part.close()));
      await Promise.all([...lambdas.values()].map((lambda) => lambda.close()));
      objects.close();
    },
  };
}

function lambdaOf(definition: FunctionDefinition, options: RunOptions): Lambda {
  const { endpoint, region, report, rehearsal, functionLog } = options;
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
      endpoint.takeLogLine(line, definition.logGroup);
      functionLog.write(definition.name, line);
      const told = logLine(line);
      if (told) report('function', `${definition.logicalId}: ${told}`);
    },
  });
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
  { deployment, endpoint, lambdas, region, report, rehearsal, windows }: Running,
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
      windows.note(queueArn, event);
      const told = mappingLine(definition.logicalId, event);
      if (told) report('window', told);
    },
  });
}

/** A schedule is done once Lambda has taken its event: what the function makes of it is its own configuration's. */
function schedule(
  { deployment, authorizer, report, rehearsal }: Running,
  invoke: InvokeFunction,
): RunningSchedules {
  return startSchedules(
    deployment.schedules,
    async (targetArn, payload, roleArn) => {
      const definition = deployment.schedules.find(
        (each) => each.targetArn === targetArn && each.roleArn === roleArn,
      );
      checkScheduler(definition, authorizer);
      const taken = await invoke(targetArn, Buffer.from(JSON.stringify(payload)), 'Event');
      return { status: 200, payload: taken.payload, requestId: randomUUID() };
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
