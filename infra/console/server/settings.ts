import type { Configuration, SourceConfiguration } from '../../../shared/configuration/configuration.ts';
import { ConfigurationError } from '../../../shared/errors.ts';

type Sources = Pick<Configuration, 'sources'>;

/** A source's entry; undefined where the configuration has none of that name, or no longer. */
export function settingsOrNone({ sources }: Sources, name: string): SourceConfiguration | undefined {
  return Object.hasOwn(sources, name) ? sources[name] : undefined;
}

/** A source's entry; throws ConfigurationError naming those that there are. */
export function settingsOf(configuration: Sources, name: string): SourceConfiguration {
  const settings = settingsOrNone(configuration, name);
  if (settings) return settings;
  throw new ConfigurationError(
    `source: got ${JSON.stringify(name)}, allowed: ${Object.keys(configuration.sources).join(', ')}`,
  );
}
