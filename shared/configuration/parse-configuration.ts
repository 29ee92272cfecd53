import { ConfigurationError, type Fault } from '../errors.ts';
import { faultsOf } from '../events/faults.ts';
import { sources } from '../sources/registry.ts';
import {
  type Configuration,
  configurationSchema,
  type SourceConfiguration,
  sourceSettings,
} from './configuration.ts';
import { httpFaults } from './http.ts';
import { settingsSchema } from './source-settings.ts';

type Checked = { readonly settings: Record<string, SourceConfiguration>; readonly faults: readonly Fault[] };

/** A configuration from outside data; throws ConfigurationError naming each key, its value and what is allowed. */
export function parseConfiguration(data: unknown, origin: string): Configuration {
  const parsed = configurationSchema.safeParse(data);
  if (!parsed.success) throw invalid(origin, faultsOf(parsed.error), data);
  const checked = Object.entries(parsed.data.sources).map(([name, entry]) => checkSource(name, entry));
  const settings = Object.assign({}, ...checked.map((one) => one.settings));
  const faults = [
    ...httpFaults(parsed.data),
    ...checked.flatMap((one) => one.faults),
    ...sharedUrls(settings),
  ];
  if (faults.length > 0) throw invalid(origin, faults, data);
  return { ...parsed.data, sources: settings };
}

function checkSource(name: string, entry: Readonly<Record<string, unknown>>): Checked {
  const { vendor } = entry;
  const source = typeof vendor === 'string' && Object.hasOwn(sources, vendor) ? sources[vendor] : undefined;
  if (!source) {
    const message = `must be one of ${Object.keys(sources).join(', ')}`;
    return { settings: {}, faults: [{ path: `sources.${name}.vendor`, message }] };
  }
  const parsed = settingsSchema(source).safeParse(entry);
  if (!parsed.success) return { settings: {}, faults: faultsOf(parsed.error, ['sources', name]) };
  const settings = sourceSettings.parse(parsed.data);
  const faults = source.options.check?.(settings) ?? [];
  const placed = faults.map(({ path, message }) => ({ path: `sources.${name}.${path}`, message }));
  return { settings: { [name]: settings }, faults: placed };
}

/** Two sources at one URL would get each other's webhooks. */
function sharedUrls(settings: Readonly<Record<string, SourceConfiguration>>): Fault[] {
  const owners = new Map<string, string>();
  return Object.entries(settings).flatMap(([name, { publicUrl }]) => {
    if (publicUrl === undefined) return [];
    const { href } = new URL(publicUrl);
    const owner = owners.get(href);
    owners.set(href, owner ?? name);
    const message = `must be its own: sources.${owner}.publicUrl is the same`;
    return owner === undefined ? [] : [{ path: `sources.${name}.publicUrl`, message }];
  });
}

function invalid(origin: string, faults: readonly Fault[], data: unknown): ConfigurationError {
  const lines = faults.map(({ path, message }) => `  ${path}${valueText(data, path)}: ${message}`);
  return new ConfigurationError(`${origin} is not a valid configuration:\n${lines.join('\n')}`);
}

function valueText(data: unknown, path: string): string {
  const value = valueAt(data, path);
  return value === undefined || typeof value === 'object' ? '' : ` = ${JSON.stringify(value)}`;
}

/** A vendor's words are keys too, and may hold dots and brackets, so that the path is matched key by key, never split. */
function valueAt(data: unknown, path: string): unknown {
  if (path === '' || typeof data !== 'object' || data === null) return path === '' ? data : undefined;
  for (const [name, value] of Object.entries(data)) {
    const key = Array.isArray(data) ? `[${name}]` : name;
    const rest = path.slice(key.length);
    if (!path.startsWith(key) || !/^(?:$|[.[])/.test(rest)) continue;
    const found = valueAt(value, rest.replace(/^\./, ''));
    if (found !== undefined) return found;
  }
  return undefined;
}
