import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { synthesize } from '../aws/synthesize.ts';
import { loadEnvironment } from '../environments/load-environment.ts';
import { startAwsEndpoint } from './aws-endpoint/start-aws-endpoint.ts';
import { fillSecrets } from './fill-secrets.ts';
import { openHttpApi } from './http-api.ts';
import type { ReportLine } from './live-line.ts';
import type { LocalOptions } from './local-options.ts';
import { readDeployment } from './read-deployment.ts';
import { runDeployment } from './run-deployment.ts';
import { startSandboxProcess } from './sandbox-process.ts';
import { readAssembly } from './template/read-assembly.ts';

/** A source of the running deployment: where its webhooks go, and what they are signed with. */
export type LocalSource = {
  readonly name: string;
  readonly url: string;
  /** The current one first. */
  readonly secrets: readonly string[];
};

/** The whole system, running on this machine. */
export type LocalRun = {
  readonly url: string;
  readonly configuration: Configuration;
  readonly sources: readonly LocalSource[];
  readonly baseUrl: string;
  /** Ends it with all its processes. */
  readonly close: () => Promise<void>;
};

/** Local ARNs name some region. */
const defaultRegion = 'us-east-1';

/**
 * Runs the deployment of `infra/environments/local.json`: an API to deliver to, the stack synthesized for it, and
 * everything the template says. `report` is told what happens.
 */
export async function startLocalRun(options: LocalOptions, report: ReportLine): Promise<LocalRun> {
  const closing = new AsyncDisposableStack();
  try {
    const dataDir = options.dataDir && resolve(options.dataDir);
    const api = await startApi(options, dataDir, closing);
    const front = await openHttpApi(options.port);
    closing.defer(front.close);
    const configuration = localConfiguration(options, api.baseUrl, front.url);
    const region = configuration.region ?? defaultRegion;
    const outdir = mkdtempSync(join(tmpdir(), 'cloud-connect-adapter-'));
    closing.defer(() => rmSync(outdir, { recursive: true, force: true }));
    const { directory } = synthesize({ configuration, outdir });
    const { stackName, template, assetDirectoryOf } = readAssembly(directory);
    const endpoint = await startAwsEndpoint({
      port: 0,
      region,
      dataDir,
      onDenied: ({ role, action, resource }) => report('denied', `${role} may not ${action} on ${resource}`),
    });
    closing.defer(endpoint.close);
    const place = { region, stackName, awsEndpoint: endpoint.url, httpUrl: front.url };
    const deployment = readDeployment(template, { ...place, assetDirectoryOf });
    for (const { logicalId, type } of deployment.unsupported)
      report('template', `${logicalId} (${type}) has no stand-in here and is left out`);
    const running = await runDeployment({ deployment, endpoint, front, region, report });
    closing.defer(running.close);
    const given = options.sourceSecrets;
    const secrets = await fillSecrets({
      deployment,
      endpoint,
      region,
      configuration,
      credentials: api,
      given,
    });
    running.begin();
    const sources = Object.entries(secrets).map(([name, list]) => ({
      name,
      url: `${front.url}/webhooks/${name}`,
      secrets: list,
    }));
    const close = () => closing.disposeAsync();
    return { url: front.url, configuration, sources, baseUrl: api.baseUrl, close };
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}

/** The API that was asked for, or a sandbox of our own. */
async function startApi(options: LocalOptions, dataDir: string | undefined, closing: AsyncDisposableStack) {
  if (options.api) return options.api;
  const sandbox = await startSandboxProcess(options.sandboxPort, dataDir && join(dataDir, 'sandbox.sqlite'));
  closing.defer(sandbox.close);
  const { url: baseUrl, userName, password } = sandbox;
  return { baseUrl, userName, password };
}

/** The environment file's configuration, at the addresses that this run has. */
function localConfiguration({ windowSeconds }: LocalOptions, baseUrl: string, url: string): Configuration {
  const { cloudConnect, delivery, sources, ...rest } = loadEnvironment('local');
  return {
    ...rest,
    cloudConnect: { ...cloudConnect, baseUrl },
    delivery: { ...delivery, windowSeconds: windowSeconds ?? delivery.windowSeconds },
    sources: Object.fromEntries(
      Object.entries(sources).map(([name, source]) => [
        name,
        { ...source, publicUrl: `${url}/webhooks/${name}` },
      ]),
    ),
  };
}
