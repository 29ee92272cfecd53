import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetDirectory } from '../environment.ts';
import type { Configuration } from './configuration.ts';
import { parseConfiguration } from './parse-configuration.ts';

/** The deployment's configuration, from the function's own asset; throws ConfigurationError where it is not valid. */
export function readConfiguration(): Configuration {
  const path = join(assetDirectory(), 'configuration.json');
  const data: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return parseConfiguration(data, path);
}
