import { ConfigurationError, type Fault } from '../errors.ts';
import { faultsOf } from '../events/faults.ts';
import { sources } from '../sources/registry.ts';
import { type Configuration, configurationSchema } from './configuration.ts';

/** A configuration from outside data; throws ConfigurationError naming each key, its value and what is allowed. */
export function parseConfiguration(data: unknown, origin: string): Configuration {
  const parsed = configurationSchema.safeParse(data);
  if (!parsed.success) throw invalid(origin, faultsOf(parsed.error), data);
  const faults = Object.entries(parsed.data.sources).flatMap(([name, { vendor }]) =>
    Object.hasOwn(sources, vendor)
      ? []
      : [{ path: `sources.${name}.vendor`, message: `must be one of ${Object.keys(sources).join(', ')}` }],
  );
  if (faults.length > 0) throw invalid(origin, faults, data);
  return parsed.data;
}

function invalid(origin: string, faults: readonly Fault[], data: unknown): ConfigurationError {
  const lines = faults.map(({ path, message }) => `  ${path}${valueText(data, path)}: ${message}`);
  return new ConfigurationError(`${origin} is not a valid configuration:\n${lines.join('\n')}`);
}

function valueText(data: unknown, path: string): string {
  let value = data;
  for (const key of path.split(/[.[\]]+/).filter(Boolean)) {
    if (typeof value !== 'object' || value === null) return '';
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return value === undefined || typeof value === 'object' ? '' : ` = ${JSON.stringify(value)}`;
}
