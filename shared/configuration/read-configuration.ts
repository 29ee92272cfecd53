import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetDirectory } from '../environment.ts';
import { ConfigurationError } from '../errors.ts';
import type { Configuration } from './configuration.ts';
import { parseConfiguration } from './parse-configuration.ts';

/** The deployment's configuration, from the function's own asset; throws ConfigurationError where it is not valid. */
export function readConfiguration(): Configuration {
  const path = join(assetDirectory(), 'configuration.json');
  return parseConfiguration(readJson(path), path);
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
