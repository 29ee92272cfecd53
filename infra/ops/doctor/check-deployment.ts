import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { FunctionName } from '../../../shared/environment.ts';
import { AdapterError } from '../../../shared/errors.ts';
import { sources } from '../../../shared/sources/registry.ts';
import { counted } from '../counted.ts';
import { type Found, failed, ok } from './finding.ts';
import type { Check } from './patient.ts';

/** Whether the deployment is found, with the functions that its sources need. */
export const checkDeployment: Check = {
  name: 'deployment',
  look: async ({ opening, configuration, account, deploy }) => {
    const remedy = account ? `deploy it: ${deploy}` : 'start it with npm start, which prints its --local URL';
    try {
      const { environment, functionNames } = await opening();
      const there = [...functionNames.keys()];
      return [judgeFunctions({ environment, there }, await configuration(), remedy)];
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      return [failed(error.message, remedy)];
    }
  },
};

export function judgeFunctions(
  { environment, there }: { readonly environment: string; readonly there: readonly FunctionName[] },
  configuration: Configuration,
  remedy: string,
): Found {
  const missing = neededFunctions(configuration).filter((name) => !there.includes(name));
  if (missing.length > 0) return failed(`${environment} lacks ${missing.join(', ')}`, remedy);
  return ok(`${environment} has its ${counted(there.length, 'function')}`);
}

/** As the stack has them. */
function neededFunctions({ sources: configured }: Configuration): readonly FunctionName[] {
  const arrivals = Object.values(configured).map((settings) => {
    const source = sources[settings.vendor];
    return source?.transport === 'aws' ? source.arrival(settings) : undefined;
  });
  return [
    'deliver-events',
    'record-contacts',
    'record-dead-letters',
    'refresh-token',
    'roll-up',
    ...(arrivals.some((each) => !each) ? (['receive-webhook'] as const) : []),
    ...(arrivals.some((each) => each) ? (['receive-bus'] as const) : []),
    ...(arrivals.some((each) => each?.stream) ? (['receive-stream'] as const) : []),
  ];
}
