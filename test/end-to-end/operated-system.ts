import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize } from '../../infra/aws/synthesize.ts';
import { loadEnvironment } from '../../infra/environments/load-environment.ts';
import { openHttpApi } from '../../infra/local/http-api.ts';
import { localTarget } from '../../infra/local/ops-command.ts';
import { type RunningAssembly, runAssembly } from '../../infra/local/run-assembly.ts';
import type { Input } from '../../infra/ops/input.ts';
import { openDeployment } from '../../infra/ops/open-deployment.ts';
import { parseCommand } from '../../infra/ops/parse-command.ts';
import { runCommand } from '../../infra/ops/run-command.ts';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { screen } from '../unit/ops/sample.ts';
import type { ApiInFront } from './api-in-front.ts';

export type OperatedSystem = RunningAssembly & { readonly configuration: Configuration };

type SystemOptions = {
  /** Holds its data, so that another one that is started on it goes on with them. */
  readonly scratch: string;
  readonly api: ApiInFront;
  readonly lines: string[];
  readonly configure?: (configuration: Configuration) => Configuration;
};

/** Runs the deployment of `local.json` with windows of a second, delivering to this API, for operators' commands. */
export async function startOperated({
  scratch,
  api,
  lines,
  configure = (same) => same,
}: SystemOptions): Promise<OperatedSystem> {
  const front = await openHttpApi(0);
  const { cloudConnect, delivery, ...rest } = loadEnvironment('local');
  const configuration = configure({
    ...rest,
    cloudConnect: { ...cloudConnect, baseUrl: api.baseUrl },
    delivery: { ...delivery, windowSeconds: 1 },
  });
  const { directory } = synthesize({ configuration, outdir: mkdtempSync(join(scratch, 'assembly-')) });
  const running = await runAssembly(directory, {
    configuration,
    credentials: api.credentials,
    given: {},
    dataDir: join(scratch, 'data'),
    front,
    report: (what, text) => lines.push(`${what} ${text}`),
  });
  const close = async () => {
    await running.close();
    await front.close();
  };
  return { ...running, configuration, close };
}

/** What an operator would type, without the npm in front of it, and perhaps pipe in; no second is waited for. */
export async function operate({ aws }: RunningAssembly, words: readonly string[], input?: Input) {
  const command = parseCommand([...words, '--local', localTarget(aws.url, aws.administrator)]);
  const deployment = await openDeployment(command.target);
  const { terminal, lines: printed, written } = screen(false, input, Date.now());
  try {
    return { done: await runCommand(command, deployment, terminal), printed, written };
  } finally {
    deployment.close();
  }
}
