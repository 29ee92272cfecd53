import type { Configuration } from '../../shared/configuration/configuration.ts';
import { sources } from '../../shared/sources/registry.ts';
import type { AwsArrival } from '../../shared/sources/source.ts';

/** A source whose events come over AWS, by its configured name, and how they reach the deployment. */
export type AwsSourceArrival = AwsArrival & { readonly name: string };

/** The names of the configured sources that send webhooks. */
export function webhookSourceNames({ sources: configured }: Configuration): readonly string[] {
  return Object.entries(configured)
    .filter(([, { vendor }]) => sources[vendor]?.transport === 'webhook')
    .map(([name]) => name);
}

/** The configured sources whose events come over AWS. */
export function awsSourceArrivals({ sources: configured }: Configuration): readonly AwsSourceArrival[] {
  return Object.entries(configured).flatMap(([name, settings]) => {
    const source = sources[settings.vendor];
    return source?.transport === 'aws' ? [{ name, ...source.arrival(settings) }] : [];
  });
}
