import { join } from 'node:path';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { type AwsEndpoint, startAwsEndpoint } from './aws-endpoint/start-aws-endpoint.ts';
import type { Deployment } from './deployment.ts';
import { fillSecrets } from './fill-secrets.ts';
import { openFunctionLog } from './function-log.ts';
import type { openHttpApi } from './http-api.ts';
import { busLine, type ReportLine } from './live-line.ts';
import type { LocalOptions } from './local-options.ts';
import { localTarget } from './ops-command.ts';
import { readDeployment } from './read-deployment.ts';
import type { Rehearsal } from './rehearsal.ts';
import { noRehearsal } from './rehearsal.ts';
import { type RunningDeployment, runDeployment } from './run-deployment.ts';
import { readAssembly } from './template/read-assembly.ts';
import { guardVisibility } from './time/guard-visibility.ts';

export type AssemblyOptions = {
  readonly configuration: Configuration;
  /** For the API. */
  readonly credentials: { readonly userName: string; readonly password: string };
  /** The signing secrets a person has set. */
  readonly given: LocalOptions['sourceSecrets'];
  readonly dataDir: string | undefined;
  readonly front: Awaited<ReturnType<typeof openHttpApi>>;
  readonly report: ReportLine;
  readonly rehearsal?: Rehearsal;
};

/** A source of the running deployment: where its webhooks go, and what they are signed with. */
export type LocalSource = {
  readonly name: string;
  readonly url: string;
  /** The current one first. */
  readonly secrets: readonly string[];
  /** The run's AWS and who may do everything in it, as the operators' commands take it. */
  readonly local: string;
};

export type RunningAssembly = {
  readonly sources: readonly LocalSource[];
  readonly deployment: Deployment;
  /** The local AWS, and the identity in it that no policy binds. */
  readonly aws: Pick<AwsEndpoint, 'url' | 'administrator'> & { readonly region: string };
  /** The file that all lines of the functions are in. */
  readonly logFile: string;
  /** The windows of the queues that are open now. */
  readonly openWindows: RunningDeployment['openWindows'];
  readonly close: () => Promise<void>;
};

/** Local ARNs name some region. */
const defaultRegion = 'us-east-1';

/** Runs what `cdk synth` wrote for one stack: reads its template, makes what it names, fills the secrets, lets events in. */
export async function runAssembly(directory: string, options: AssemblyOptions): Promise<RunningAssembly> {
  const { configuration, credentials, given, dataDir, front, report, rehearsal = noRehearsal } = options;
  const { time } = rehearsal;
  const region = configuration.region ?? defaultRegion;
  const closing = new AsyncDisposableStack();
  try {
    const { stackName, template, assetDirectoryOf } = readAssembly(directory);
    const functionLog = openFunctionLog(dataDir && join(dataDir, 'logs'));
    closing.defer(functionLog.close);
    const endpoint = await startAwsEndpoint({
      port: 0,
      region,
      dataDir,
      time,
      functionLog,
      onDenied: ({ role, action, resource }) => report('denied', `${role} may not ${action} on ${resource}`),
      onBusEvent: (event) => report('bus', busLine(event)),
    });
    closing.defer(endpoint.close);
    const place = { region, stackName, awsEndpoint: endpoint.url, httpUrl: front.url };
    const read = readDeployment(template, { ...place, assetDirectoryOf });
    const deployment = guardVisibility(read, time.timeScale);
    for (const { logicalId, type } of deployment.unsupported)
      report('template', `${logicalId} (${type}) has no stand-in here and is left out`);
    const running = await runDeployment({
      deployment,
      endpoint,
      front,
      region,
      dataDir,
      report,
      rehearsal,
      functionLog,
    });
    closing.defer(running.close);
    const secrets = await fillSecrets({ deployment, endpoint, region, configuration, credentials, given });
    running.begin();
    const sources = Object.entries(secrets).map(([name, list]) => ({
      name,
      url: `${front.url}/webhooks/${name}`,
      secrets: list,
      local: localTarget(endpoint.url, endpoint.administrator),
    }));
    const aws = { url: endpoint.url, administrator: endpoint.administrator, region };
    const { openWindows } = running;
    return {
      ...{ sources, deployment, aws, openWindows, logFile: functionLog.path },
      close: () => closing.disposeAsync(),
    };
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}
