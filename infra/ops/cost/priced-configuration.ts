import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import { sources } from '../../../shared/sources/registry.ts';
import { loadEnvironment } from '../../environments/load-environment.ts';
import { wrong } from '../options.ts';
import type { CostRequest } from './cost-request.ts';

type Priced = {
  readonly configuration: Configuration;
  /** Which part of all events each source sends; together 1. */
  readonly shares: ReadonlyMap<string, number>;
};

/** What stands in the entries of vendors over AWS without whose own keys no stack can be thought of. */
const madeUp: Readonly<Record<string, object>> = {
  genesys: {
    vendor: 'genesys',
    partnerEventSource: 'aws.partner/genesys.com/cloud/00000000-0000-0000-0000-000000000000/estimate',
  },
  'amazon-connect': {
    vendor: 'amazon-connect',
    instanceArn: 'arn:aws:connect:us-east-1:000000000000:instance/00000000-0000-0000-0000-000000000000',
  },
};

/**
 * The configuration that is priced: an environment's, or one made up of vendors, all else by default. Throws ConfigurationError
 * where the environment is not valid, or a source is none of the environment's or, without one, no vendor.
 */
export function pricedConfiguration({ environment, sources: asked }: CostRequest): Priced {
  if (environment === undefined) {
    const named = typeof asked === 'object' ? asked : numbered(asked ?? 1);
    return { configuration: configurationOf([...named.keys()]), shares: parts(named) };
  }
  const configuration = loadEnvironment(environment);
  const configured = Object.keys(configuration.sources);
  if (typeof asked === 'number')
    throw wrong('--sources', String(asked), `shares of those of ${environment}: ${configured.join(', ')}`);
  const named = asked ?? new Map(configured.map((name) => [name, 1]));
  const foreign = [...named.keys()].find((name) => !configured.includes(name));
  if (foreign !== undefined)
    throw wrong('--sources', foreign, `those of ${environment}: ${configured.join(', ')}`);
  return { configuration, shares: parts(named) };
}

function numbered(count: number): ReadonlyMap<string, number> {
  return new Map(Array.from({ length: count }, (_, index) => [`source-${index + 1}`, 1]));
}

/** One vendor's webhook costs what another's does, so that each stands here for any that sends webhooks. */
function configurationOf(names: readonly string[]): Configuration {
  const entries = names.map((name) => {
    const isNumbered = /^source-\d+$/.test(name);
    if (!isNumbered && !Object.hasOwn(sources, name))
      throw wrong('--sources', name, Object.keys(sources).join(', '));
    return [name, madeUp[name] ?? { vendor: 'standard' }] as const;
  });
  const cloudConnect = { baseUrl: 'https://cloud-connect.example.com' };
  return parseConfiguration(
    { environment: 'estimate', cloudConnect, sources: Object.fromEntries(entries) },
    'the estimate',
  );
}

function parts(shares: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const all = [...shares.values()].reduce((sum, share) => sum + share, 0);
  return new Map([...shares].map(([name, share]) => [name, share / all]));
}
