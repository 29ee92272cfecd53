import { existsSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as z from 'zod/mini';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import { ConfigurationError } from '../../../shared/errors.ts';
import type { InitRequest } from './init-request.ts';

const taken = 'is there already: --force writes over it';
const fileError = z.object({ code: z.string() });

/**
 * Writes the configuration file into this directory, once it has proved valid. Throws ConfigurationError naming each key that
 * is wrong, its value and what is allowed, or where the file is there and may not be written over.
 */
export function writeEnvironment(
  request: InitRequest,
  directory: string,
): { readonly path: string; readonly configuration: Configuration } {
  const data = fileOf(request);
  const configuration = parseConfiguration(data, 'what was asked for');
  const { file, path } = placeOf(configuration.environment, directory);
  try {
    writeFileSync(file, `${JSON.stringify(data, null, 2)}\n`, { flag: request.force ? 'w' : 'wx' });
  } catch (cause) {
    const isThere = fileError.safeParse(cause).data?.code === 'EEXIST';
    const why = isThere ? taken : `cannot be written (${String(cause)})`;
    throw new ConfigurationError(`${path} ${why}`, { cause });
  }
  return { path, configuration };
}

/** Throws ConfigurationError where the environment has its file already, so that nobody answers questions in vain. */
export function refuseTaken(name: string, directory: string): void {
  const { file, path } = placeOf(name, directory);
  if (existsSync(file)) throw new ConfigurationError(`${path} ${taken}`);
}

function placeOf(name: string, directory: string): { readonly file: string; readonly path: string } {
  const file = join(directory, `${name}.json`);
  return { file, path: relative(process.cwd(), file) };
}

function fileOf({ name, region, baseUrl, timeZone, sources }: InitRequest) {
  return {
    $schema: './schema/configuration.json',
    environment: name,
    ...(region !== undefined && { region }),
    cloudConnect: { baseUrl, timeZone: timeZone ?? 'UTC' },
    sources: Object.fromEntries(sources),
  };
}
