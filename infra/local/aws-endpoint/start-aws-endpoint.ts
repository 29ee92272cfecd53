import { join } from 'node:path';
import { Agent } from 'undici';
import type { Deployment } from '../deployment.ts';
import { type BusReport, type EventBus, openEventBus } from '../event-bus.ts';
import type { FunctionLog } from '../function-log.ts';
import { type Authorizer, createAuthorizer } from '../iam/authorizer.ts';
import { localAccountId } from '../read-deployment.ts';
import { secretSuffix } from '../template/resource-types.ts';
import { type ScaledTime, wallTime } from '../time/scaled-time.ts';
import type { LocalService, ServiceName } from './aws-call.ts';
import { embeddedMetrics } from './cloud-watch/embedded-metrics.ts';
import { filteredMetrics } from './cloud-watch/filtered-metrics.ts';
import { metricService } from './cloud-watch/metric-service.ts';
import { createMetricStore } from './cloud-watch/metric-store.ts';
import { type Credentials, createCredentialStore } from './credentials.ts';
import { eventBridgeEndpoint } from './event-bridge/event-bus-endpoint.ts';
import { functionService, type InvokeFunction } from './functions.ts';
import { type Denial, handleRequest } from './handle-request.ts';
import { listen } from './listen.ts';
import { logService } from './logs/log-service.ts';
import { provision, sendCallsTo, sendMessageTo } from './provision.ts';
import { startQueueEmulator } from './queue-emulator.ts';
import { queueService } from './queues.ts';
import { secretService } from './secrets-manager/secret-service.ts';
import { openSecretStore } from './secrets-manager/secret-store.ts';
import { startQueueWorker } from './start-queue-worker.ts';
import { startStreamEmulator } from './stream-emulator.ts';
import { streamService } from './streams.ts';
import { startTableEmulator } from './table-emulator.ts';
import { tableService } from './tables.ts';

export type AwsEndpointOptions = {
  /** 0 takes any free one. */
  readonly port: number;
  readonly region: string;
  /** Where queues, tables and secrets are kept between runs; in memory where left out. */
  readonly dataDir?: string | undefined;
  /** Told each call that IAM refuses. */
  readonly onDenied?: (denial: Denial) => void;
  /** Told each event put on a bus, and each that could not be delivered. */
  readonly onBusEvent?: (report: BusReport) => void;
  readonly time?: ScaledTime;
  /** What the functions log; left out, there is nothing to search. */
  readonly functionLog?: Pick<FunctionLog, 'lines'>;
};

export type AwsEndpoint = {
  /** What AWS_ENDPOINT_URL holds: `http://127.0.0.1:4566`. */
  readonly url: string;
  readonly credentialsFor: (roleArn: string) => Credentials;
  /** The local run's own, which no policy binds. */
  readonly administrator: Credentials;
  /** Creates what the deployment names and is not there yet, and enforces its policies from now on. */
  readonly provision: (deployment: Deployment, invoke: InvokeFunction) => Promise<Authorizer>;
  /** A line of a function's log, and the group that it is in: CloudWatch takes the metrics out of it, and counts it as the group's filters say. */
  readonly takeLogLine: (line: string, logGroup?: string) => void;
  readonly close: () => Promise<void>;
};

/**
 * Starts one HTTP server that is SQS, DynamoDB, Secrets Manager, EventBridge, Kinesis, CloudWatch's metrics and its logs' queries, and
 * Lambda's Invoke for every function, and lets each call through only where the caller's role grants it. Until `provision` it answers the
 * administrator alone.
 */
export async function startAwsEndpoint(options: AwsEndpointOptions): Promise<AwsEndpoint> {
  const { region, dataDir, onDenied = () => {}, onBusEvent = () => {}, time = wallTime } = options;
  const { functionLog = { lines: () => [] } } = options;
  const { now } = time;
  const directory = (name: string) => (dataDir === undefined ? undefined : join(dataDir, name));
  const agent = new Agent();
  const kept = { region, dataDir: directory('queues') };
  const queues = await (time === wallTime ? startQueueEmulator(kept) : startQueueWorker(kept, time));
  const tables = await startTableEmulator({ dataDir: directory('tables') });
  const streams = await startStreamEmulator({ dataDir: directory('streams') });
  const credentials = createCredentialStore();
  const arnPrefix = (service: string) => `arn:aws:${service}:${region}:${localAccountId}:`;
  const services = new Map<ServiceName, LocalService>();
  const metrics = createMetricStore(now);
  let authorizer: Authorizer | undefined;
  let bus: EventBus | undefined;
  let metricFilters: Deployment['metricFilters'] = [];

  const { port, close } = await listen(options.port, (request, response) =>
    handleRequest(request, response, {
      services,
      callerOf: credentials.callerOf,
      authorize: (needed) =>
        authorizer?.authorize(needed) ?? { allowed: false, message: 'Not provisioned yet' },
      onDenied,
    }),
  );
  const url = `http://127.0.0.1:${port}`;

  services.set('sqs', queueService({ agent, origin: queues.origin, url, arnPrefix: arnPrefix('sqs') }));
  services.set(
    'dynamodb',
    tableService({ agent, origin: tables.origin, arnPrefix: `${arnPrefix('dynamodb')}table/` }),
  );
  services.set(
    'kinesis',
    streamService({ agent, origin: streams.origin, arnPrefix: `${arnPrefix('kinesis')}stream/` }),
  );
  services.set('cloudwatch', metricService(metrics));
  services.set(
    'secretsmanager',
    secretService({
      store: openSecretStore(directory('secrets.json')),
      now: time.now,
      arnOf: (name) => `${arnPrefix('secretsmanager')}secret:${name}-${secretSuffix(name)}`,
    }),
  );

  services.set(
    'logs',
    logService({ log: functionLog, accountId: localAccountId, arnPrefix: `${arnPrefix('logs')}log-group:` }),
  );

  const administrator = credentials.credentialsFor('administrator');
  return {
    url,
    credentialsFor: (roleArn) => credentials.credentialsFor({ roleArn }),
    administrator,
    provision: async (deployment, invoke) => {
      const { functions } = deployment;
      services.set('lambda', functionService({ region, accountId: localAccountId, functions, invoke }));
      const send = sendCallsTo(url, administrator.accessKeyId, region);
      await provision(deployment, send);
      authorizer = createAuthorizer(deployment);
      metricFilters = deployment.metricFilters;
      bus = openEventBus({
        rules: deployment.rules,
        authorizer,
        invoke,
        sendMessage: sendMessageTo(deployment.queues, send),
        onReport: onBusEvent,
        now,
      });
      const buses = deployment.buses.map(({ name }) => name);
      const { publish } = bus;
      services.set('events', eventBridgeEndpoint({ region, accountId: localAccountId, buses, now, publish }));
      return authorizer;
    },
    takeLogLine: (line, logGroup) => {
      const filters = metricFilters.filter((filter) => filter.logGroup === logGroup);
      metrics.put([...embeddedMetrics(line), ...filteredMetrics(line, filters)]);
    },
    close: async () => {
      bus?.close();
      close();
      await agent.destroy();
      await Promise.all([queues.close(), tables.close(), streams.close()]);
    },
  };
}
