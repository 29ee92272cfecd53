import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { ConfigurationError } from '../../shared/errors.ts';
import { duplicateKeys } from './duplicate-keys.ts';

/**
 * The configuration of one deployment, from `NAME.json` in this directory or the one given.
 * Throws ConfigurationError: an unknown name lists the names there are, a wrong file each key, its value and what is allowed.
 */
export function loadEnvironment(name: string, directory: string = import.meta.dirname): Configuration {
  const names = environmentNames(directory);
  if (!names.includes(name))
    throw new ConfigurationError(
      `There is no environment ${JSON.stringify(name)}: -c environment=NAME takes one of ${names.join(', ')}, ` +
        `or add ${join(directory, 'NAME.json')}`,
    );
  const path = join(directory, `${name}.json`);
  const configuration = parseConfiguration(readJson(path), path);
  if (configuration.environment !== name)
    throw new ConfigurationError(
      `${path} is not a valid configuration:\n  environment = ${JSON.stringify(configuration.environment)}: ` +
        `must be ${JSON.stringify(name)}, the file's name, so that no two files claim one stack`,
    );
  return configuration;
}

function environmentNames(directory: string): readonly string[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
    .sort();
}

function readJson(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  const data = parsed(text, path);
  const twice = duplicateKeys(text).map(
    (key) => `  ${key}: stands twice; must be there once, or be named otherwise`,
  );
  if (twice.length > 0)
    throw new ConfigurationError(`${path} is not a valid configuration:\n${twice.join('\n')}`);
  return data;
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConfigurationError(`${path} is not JSON: ${String(cause)}`, { cause });
  }
}
