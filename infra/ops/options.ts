import { parseArgs } from 'node:util';
import { ConfigurationError } from '../../shared/errors.ts';
import { toInstant } from '../../shared/events/instant.ts';
import type { Manner, Target } from './command.ts';

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

const options = {
  environment: text,
  region: text,
  local: text,
  reason: texts,
  source: texts,
  agent: texts,
  'collection-point': texts,
  since: text,
  from: text,
  to: text,
  id: texts,
  all: flag,
  yes: flag,
  'per-second': text,
  json: flag,
  add: flag,
  'drop-previous': flag,
  name: text,
  'base-url': text,
  'time-zone': text,
  force: flag,
  account: text,
  'skip-faulty': flag,
  agents: text,
  'events-per-day': text,
  'contacts-per-day': text,
  'collection-points': text,
  'events-per-webhook': text,
  'busy-hours': text,
  sources: text,
  'free-tier': flag,
  port: text,
  'no-open': flag,
} as const;

/** The values of the options that were given. */
export type Given = ReturnType<typeof readOptions>['values'];

/** The default pace is far below what the queues, the table and the API take beside their own work. */
const pace = { default: 20, most: 1000 } as const;

/** The options and the other words among these arguments; throws ConfigurationError where an option is none of ours. */
export function readOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (cause) {
    // The rest of Node's sentence explains how to pass what begins with a dash, which nothing here does.
    const [what] = (cause instanceof Error ? cause.message : String(cause)).split('. ');
    const allowed = Object.keys(options).map((name) => `--${name}`);
    throw new ConfigurationError(`${what}; the options are ${allowed.join(', ')}`, { cause });
  }
}

/** How it is to be done; throws ConfigurationError where that is not said as it may be. */
export function mannerOf(given: Given): Manner {
  return {
    target: targetOf(given),
    confirmed: given.yes ?? false,
    perSecond: perSecondOf(given['per-second']),
    json: given.json ?? false,
  };
}

/** The instant that this option gives: a whole day begins with its midnight in UTC. */
export function instantOf(option: string, given: string): string {
  const instant = toInstant(/^\d{4}-\d\d-\d\d$/.test(given) ? `${given}T00:00:00Z` : given);
  if (!instant)
    throw wrong(option, given, 'a day of UTC (2026-11-23) or a time with its zone (2026-11-23T09:00:00Z)');
  return instant;
}

export function wrong(what: string, given: string | undefined, allowed: string): ConfigurationError {
  const got = given === undefined ? 'nothing' : JSON.stringify(given);
  return new ConfigurationError(`${what}: got ${got}, allowed: ${allowed}`);
}

function targetOf({ environment, region, local }: Given): Target {
  if ((environment === undefined) === (local === undefined))
    throw new ConfigurationError('say which deployment: either --environment NAME or --local URL');
  if (environment !== undefined) return { environment, region };
  if (region !== undefined) throw new ConfigurationError('--region goes with --environment');
  const url = URL.parse(local ?? '');
  if (!url?.username || !url.password)
    throw new ConfigurationError('--local must be http://KEY:SECRET@127.0.0.1:PORT, as npm start prints it');
  return { endpoint: url.origin, accessKeyId: url.username, secretAccessKey: url.password };
}

function perSecondOf(given: string | undefined): number {
  if (given === undefined) return pace.default;
  const perSecond = /^\d{1,4}$/.test(given) ? Number(given) : 0;
  if (perSecond < 1 || perSecond > pace.most)
    throw wrong('--per-second', given, `a whole number from 1 to ${pace.most}`);
  return perSecond;
}
