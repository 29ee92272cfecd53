import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { ConfigurationError } from '../../../shared/errors.ts';
import { configuredSource } from '../../../shared/sources/configured-source.ts';
import { sources } from '../../../shared/sources/registry.ts';
import type { WebhookSource } from '../../../shared/sources/source.ts';
import { wrong } from '../options.ts';

/** The configured source of this name; throws ConfigurationError where there is none, or one that has no secret. */
export function webhookSource({ sources: configured }: Configuration, name: string): WebhookSource {
  const settings = Object.hasOwn(configured, name) ? configured[name] : undefined;
  const source = settings && sources[settings.vendor];
  if (!settings || !source)
    throw wrong('the source', name, `those of the configuration: ${Object.keys(configured).join(', ')}`);
  if (source.transport === 'aws')
    throw new ConfigurationError(
      `${name} (${source.vendor}) has no secret: its events come over AWS, which vouches for their sender`,
    );
  return configuredSource(source, settings);
}

/** The names of the sources that have a secret. */
export function webhookSourceNames({ sources: configured }: Configuration): readonly string[] {
  return Object.keys(configured).filter(
    (name) => sources[configured[name]?.vendor ?? '']?.transport === 'webhook',
  );
}
