import { loadEnvironment } from '../../environments/load-environment.ts';
import type { Target } from '../command.ts';
import { openAccountOf, openDeployment } from '../open-deployment.ts';
import type { Terminal } from '../terminal.ts';
import { NotOpen, type Patient } from './patient.ts';
import { synthesizeApart } from './synthesize-apart.ts';

/** What a target names, opened at once; that it cannot be opened is for the checks to tell. */
export function openPatient(
  target: Target,
  { now, sleep }: Pick<Terminal, 'now' | 'sleep'>,
): Patient & { readonly close: () => Promise<void> } {
  const opening = openDeployment(target);
  const opened = opening.then(
    (deployment) => deployment,
    () => undefined,
  );
  const isDeployed = 'environment' in target;
  const account = isDeployed ? openAccountOf(target) : undefined;
  const deployment = async () => {
    const found = await opened;
    if (found) return found;
    throw new NotOpen();
  };
  return {
    target,
    account,
    configuration: async () =>
      isDeployed ? loadEnvironment(target.environment) : (await deployment()).configuration(),
    opening: () => opening,
    deployment,
    synthesize: synthesizeApart,
    command: (words) => `npm run ops -- ${words} ${optionsOf(target)}`,
    deploy: `npm run deploy -- -c environment=${isDeployed ? target.environment : 'NAME'}`,
    now,
    sleep,
    close: async () => {
      (await opened)?.close();
      account?.close();
    },
  };
}

function optionsOf(target: Target): string {
  if ('environment' in target)
    return `--environment ${target.environment}${target.region === undefined ? '' : ` --region ${target.region}`}`;
  const { endpoint, accessKeyId, secretAccessKey } = target;
  return `--local ${endpoint.replace('//', `//${accessKeyId}:${secretAccessKey}@`)}`;
}
