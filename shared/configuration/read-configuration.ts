import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetDirectory } from '../environment.ts';
import { ConfigurationError } from '../errors.ts';
import type { Configuration } from './configuration.ts';
import { openConfiguration } from './sealed-configuration.ts';

/** The deployment's configuration, from the function's own asset; throws ConfigurationError where it is not as the stack wrote it. */
export function readConfiguration(): Configuration {
  const path = join(assetDirectory(), 'configuration.json');
  const configuration = openConfiguration(readJson(path));
  if (configuration) return configuration;
  throw new ConfigurationError(
    `${path} is not as the stack wrote it: change the environment's file in infra/environments, which is validated, and deploy the stack again`,
  );
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new ConfigurationError(`${path} cannot be read: deploy the stack again (${String(cause)})`, {
      cause,
    });
  }
}
