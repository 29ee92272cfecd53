import { ConfigurationError } from '../../../shared/errors.ts';
import { type Given, readOptions, wrong } from '../options.ts';
import type { CostRequest } from './cost-request.ts';

const allowed: readonly (keyof Given)[] = [
  'agents',
  'events-per-day',
  'contacts-per-day',
  'collection-points',
  'events-per-webhook',
  'busy-hours',
  'sources',
  'environment',
  'free-tier',
  'json',
];

/** What these arguments ask for where they begin with `cost`, else undefined; throws ConfigurationError saying what is allowed. */
export function parseCost(args: readonly string[]): CostRequest | undefined {
  const { values, positionals } = readOptions(args);
  const [subject, ...more] = positionals;
  if (subject !== 'cost') return undefined;
  if (more.length > 0) throw wrong('after cost', more.join(' '), 'options only');
  const foreign = Object.keys(values).find((name) => !allowed.some((each) => each === name));
  if (foreign !== undefined) {
    const names = allowed.map((name) => `--${name}`).join(', ');
    throw new ConfigurationError(`--${foreign} is no option of cost; its options are ${names}`);
  }
  if (values.agents === undefined && values['events-per-day'] === undefined)
    throw new ConfigurationError('cost needs --events-per-day N or --agents N, such as --agents 200');
  return {
    agents: countOf(values, 'agents', { least: 1, most: 1_000_000 }),
    eventsPerDay: countOf(values, 'events-per-day', { least: 1, most: 1e9 }),
    contactsPerDay: countOf(values, 'contacts-per-day', { least: 0, most: 1e8 }),
    collectionPoints: countOf(values, 'collection-points', { least: 1, most: 100_000 }),
    eventsPerWebhook: countOf(values, 'events-per-webhook', { least: 1, most: 20_000 }),
    busyHours: countOf(values, 'busy-hours', { least: 1, most: 24 }),
    sources: sourcesOf(values.sources),
    environment: values.environment,
    freeTier: values['free-tier'] ?? false,
    json: values.json ?? false,
  };
}

type Counted =
  | 'agents'
  | 'events-per-day'
  | 'contacts-per-day'
  | 'collection-points'
  | 'events-per-webhook'
  | 'busy-hours';

function countOf(values: Given, name: Counted, { least, most }: { least: number; most: number }) {
  const given = values[name];
  if (given === undefined) return undefined;
  const count = /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN;
  if (!(count >= least && count <= most))
    throw wrong(`--${name}`, given, `a whole number from ${least} to ${most}`);
  return count;
}

const form = 'a number of sources from 1 to 100, or NAME=SHARE,... such as zoom=70,genesys=30';

function sourcesOf(given: string | undefined): CostRequest['sources'] {
  if (given === undefined) return undefined;
  if (/^\d+$/.test(given)) {
    if (Number(given) < 1 || Number(given) > 100) throw wrong('--sources', given, form);
    return Number(given);
  }
  const parts = given.split(',').map((part) => /^([a-z][a-z0-9-]*)(?:=(\d{1,6}))?$/.exec(part));
  const shares = new Map(
    parts.map((part) => {
      const [, name, share = '1'] = part ?? [];
      if (name === undefined || Number(share) === 0) throw wrong('--sources', given, form);
      return [name, Number(share)] as const;
    }),
  );
  if (shares.size < parts.length) throw wrong('--sources', given, 'each name once');
  return shares;
}
