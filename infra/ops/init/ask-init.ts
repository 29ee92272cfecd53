import { configurationSchema } from '../../../shared/configuration/configuration.ts';
import { ConfigurationError } from '../../../shared/errors.ts';
import { type Asking, askFor } from './ask-for.ts';
import { askSources } from './ask-sources.ts';
import type { InitRequest } from './init-request.ts';

const { environment, region, cloudConnect } = configurationSchema.shape;

/**
 * The same with everything said: asked for on a terminal; elsewhere throws ConfigurationError naming the options that are missing.
 * `refuse` throws for a name that cannot be had, before anything else is asked.
 */
export async function completeInit(
  given: InitRequest,
  asking: Asking,
  refuse: (name: string) => void,
): Promise<InitRequest> {
  const missing = [
    ...(given.name === undefined ? ['--name'] : []),
    ...(given.baseUrl === undefined ? ['--base-url'] : []),
    ...(given.sources.size === 0 ? ['--source'] : []),
  ];
  if (missing.length === 0) return given;
  if (!asking.input.isTerminal)
    throw new ConfigurationError(`init needs ${missing.join(', ')} where there is no terminal to ask at`);
  const { baseUrl, timeZone } = cloudConnect.shape;
  const name = given.name ?? (await askFor('name of the environment', environment, asking));
  if (name !== undefined) refuse(name);
  return {
    ...given,
    name,
    region: given.region ?? (await askFor('AWS region (empty: that of your AWS settings)', region, asking)),
    baseUrl: given.baseUrl ?? (await askFor('base URL of the Cloud Connect API', baseUrl, asking)),
    timeZone: given.timeZone ?? (await askFor('time zone of the account (empty: UTC)', timeZone, asking)),
    sources: given.sources.size > 0 ? given.sources : await askSources(asking),
  };
}
