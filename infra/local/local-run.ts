import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { synthesize } from '../aws/synthesize.ts';
import { openHttpApi } from './http-api.ts';
import type { ReportLine } from './live-line.ts';
import { localConfiguration } from './local-configuration.ts';
import type { LocalOptions } from './local-options.ts';
import { noRehearsal, type Rehearsal } from './rehearsal.ts';
import { type RunningAssembly, runAssembly } from './run-assembly.ts';
import { startSandboxProcess } from './sandbox-process.ts';

/** The whole system, running on this machine. */
export type LocalRun = RunningAssembly & {
  readonly url: string;
  /** The API that rows are delivered to. */
  readonly baseUrl: string;
  readonly configuration: Configuration;
};

/**
 * Runs the deployment of `infra/environments/local.json` (or another that is named): an API to deliver to, the stack synthesized for it, and
 * everything the template says. `report` is told what happens; a test may change what a rehearsal can.
 */
export async function startLocalRun(
  options: LocalOptions,
  report: ReportLine,
  rehearsal: Rehearsal = noRehearsal,
): Promise<LocalRun> {
  const closing = new AsyncDisposableStack();
  try {
    const dataDir = dataDirOf(options);
    const credentials = await startApi(options, rehearsal, closing);
    const { baseUrl } = credentials;
    const front = await openHttpApi(options.port);
    closing.defer(front.close);
    const local = localConfiguration(options, { baseUrl, url: front.url, report });
    const configuration = rehearsal.configure?.(local) ?? local;
    const outdir = mkdtempSync(join(tmpdir(), 'cloud-connect-adapter-'));
    closing.defer(() => rmSync(outdir, { recursive: true, force: true }));
    const { directory } = synthesize({ configuration, outdir });
    const given = options.sourceSecrets;
    const running = await runAssembly(directory, {
      configuration,
      credentials,
      given,
      dataDir,
      front,
      report,
      rehearsal,
    });
    closing.defer(running.close);
    return { ...running, url: front.url, baseUrl, configuration, close: () => closing.disposeAsync() };
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}

/** The API that was asked for, or a sandbox of our own. */
async function startApi(options: LocalOptions, { time }: Rehearsal, closing: AsyncDisposableStack) {
  if (options.api) return options.api;
  const dataDir = dataDirOf(options);
  const dataFile = dataDir && join(dataDir, 'sandbox.sqlite');
  const sandbox = await startSandboxProcess(options.sandboxPort, dataFile, time);
  closing.defer(sandbox.close);
  const { url: baseUrl, userName, password } = sandbox;
  return { baseUrl, userName, password };
}

function dataDirOf({ dataDir }: LocalOptions): string | undefined {
  return dataDir && resolve(dataDir);
}
