import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { type FunctionName, stackNameOf } from '../../shared/environment.ts';
import { ConfigurationError } from '../../shared/errors.ts';
import { createKnownAgents, type KnownAgents } from '../../shared/ports/known-agents.ts';
import {
  createKnownCollectionPoints,
  type KnownCollectionPoints,
} from '../../shared/ports/known-collection-points.ts';
import { createQueue } from '../../shared/ports/queue.ts';
import { createSecrets, type Secrets } from '../../shared/ports/secrets.ts';
import { createStoredDeadLetters, type StoredDeadLetters } from '../../shared/ports/stored-dead-letters.ts';
import { loadEnvironment } from '../environments/load-environment.ts';
import type { DeployedTarget, Target } from './command.ts';
import { findDeploymentNames, type SecretIds } from './deployment-names.ts';
import { invokeFunction } from './invoke-function.ts';
import { type Api, type OpenApiOptions, openApi } from './people/open-api.ts';
import { createSearchLogs, type SearchLogs } from './trace/search-logs.ts';
import { listQueues } from './watch/list-queues.ts';
import { type Account, openAccount } from './watch/open-account.ts';
import { createMetricReader, type ReadMetrics } from './watch/read-metrics.ts';
import { type QueueState, readQueues } from './watch/read-queues.ts';

/** What operators do with a deployment. */
export type OpenDeployment = {
  /** The name of its configuration. */
  readonly environment: string;
  /** A deployment has only the functions that its sources need. */
  readonly functionNames: ReadonlyMap<FunctionName, string>;
  readonly letters: StoredDeadLetters;
  /** Resolves once SQS has taken it; throws Unavailable where it has not. */
  readonly send: (queue: 'events' | 'contacts', body: string) => Promise<void>;
  /** Resolves with what the function answers; throws Unavailable where it could not be invoked, or failed. */
  readonly invoke: (name: FunctionName, payload: string) => Promise<unknown>;
  readonly searchLogs: SearchLogs;
  readonly secrets: { readonly ids: SecretIds; readonly store: Secrets };
  /** What it was deployed from, as the file stands now; throws ConfigurationError where there is none, or a wrong one. */
  readonly configuration: () => Configuration;
  /** The agents whose activity came lately. */
  readonly agents: Pick<KnownAgents, 'list'>;
  /** The collection points that contacts were told of lately. */
  readonly collectionPoints: Pick<KnownCollectionPoints, 'list'>;
  /** The deployment's metrics; throws Unavailable. */
  readonly readMetrics: ReadMetrics;
  /** What all its queues hold, its dead-letter queues too; throws Unavailable. */
  readonly readQueues: () => Promise<readonly QueueState[]>;
  /** The API that the deployment delivers to; throws as openApi does. */
  readonly openApi: (manner?: Pick<OpenApiOptions, 'renews'>) => Promise<Api>;
  readonly close: () => void;
};

/** Opens the deployment that a command is for; throws ConfigurationError where there is none. */
export async function openDeployment(target: Target): Promise<OpenDeployment> {
  const settings = settingsOf(target);
  const [dynamo, lambda, secretsManager, sqs, watch, logs] = [
    new DynamoDBClient(settings),
    new LambdaClient(settings),
    new SecretsManagerClient(settings),
    new SQSClient(settings),
    new CloudWatchClient(settings),
    new CloudWatchLogsClient(settings),
  ];
  // A local run has one deployment, of whatever environment it was started for.
  const wanted = 'environment' in target ? target.environment : undefined;
  const names = await findDeploymentNames(lambda, wanted);
  const { environment, tableName, secrets, queueUrls, functionNames } = names;
  const nameOf = (name: FunctionName) => {
    const functionName = functionNames.get(name);
    if (functionName === undefined) throw new ConfigurationError(`${environment} has no ${name}: deploy it`);
    return functionName;
  };
  const queue = (queueUrl: string) =>
    createQueue({ client: sqs, queueUrl, log: () => {}, now: Date.now, sleep: (ms) => sleep(ms) });
  const queues = { events: queue(queueUrls.events), contacts: queue(queueUrls.contacts) };
  const readMetrics = createMetricReader(watch);
  const account = 'environment' in target ? openAccountOf(target) : undefined;
  return {
    environment,
    functionNames,
    letters: createStoredDeadLetters({ client: dynamo, tableName }),
    send: (name, body) => queues[name].send([body]),
    invoke: async (name, payload) => await invokeFunction(lambda, nameOf(name), payload),
    agents: createKnownAgents({ client: dynamo, tableName }, Date.now),
    collectionPoints: createKnownCollectionPoints({ client: dynamo, tableName }, Date.now),
    readMetrics,
    readQueues: async () => {
      const queues = await (account ? account.queues() : listQueues(sqs));
      return await readQueues(queues, { sqs, readMetrics }, Date.now());
    },
    openApi: async (manner) => {
      const refreshFunctionName = nameOf('refresh-token');
      const tokenSecretId = secrets.token;
      return await openApi({ lambda, secretsManager, refreshFunctionName, tokenSecretId, ...manner });
    },
    searchLogs: createSearchLogs({ client: logs, groups: names.logGroups, sleep }),
    secrets: { ids: secrets, store: createSecrets({ client: secretsManager }) },
    configuration: () => loadEnvironment(environment),
    close: () => {
      for (const client of [dynamo, lambda, secretsManager, sqs, watch, logs]) client.destroy();
      account?.close();
    },
  };
}

/** What AWS itself says of a deployment. */
export function openAccountOf(target: DeployedTarget): Account {
  return openAccount(stackNameOf(target.environment), settingsOf(target));
}

/** A stack is in the region that its file names, unless said otherwise; the local run's AWS is in none, but an SDK insists on one. */
function settingsOf(target: Target) {
  if ('environment' in target) {
    const region = target.region ?? configuredRegion(target.environment);
    return region === undefined ? {} : { region };
  }
  const { endpoint, accessKeyId, secretAccessKey } = target;
  return { region: 'us-east-1', endpoint, credentials: { accessKeyId, secretAccessKey } };
}

/** Undefined where there is no such file, or a wrong one: what comes next says so. */
function configuredRegion(environment: string): string | undefined {
  try {
    return loadEnvironment(environment).region;
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
}
