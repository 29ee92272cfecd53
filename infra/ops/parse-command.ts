import { parseArgs } from 'node:util';
import { ConfigurationError } from '../../shared/errors.ts';
import { toInstant } from '../../shared/events/instant.ts';
import { type DeadLetterReason, deadLetterReasons } from '../../shared/ports/dead-letters.ts';
import { type Action, actions, type Command, type Filter, type Target } from './command.ts';

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
  from: text,
  to: text,
  id: texts,
  all: flag,
  yes: flag,
  'per-second': text,
  json: flag,
} as const;

type Given = ReturnType<typeof parse>['values'];

/** Options that only what changes something has. */
const changing = ['all', 'yes', 'per-second'] as const;

/** The default pace is far below what the queues, the table and the API take beside their own work. */
const pace = { default: 20, most: 1000 } as const;

/** The command that these arguments give; throws ConfigurationError saying what was wrong and what is allowed. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [subject, given, ...named] = positionals;
  if (subject !== 'dead-letters') throw wrong('the first word', subject, 'dead-letters');
  const action = actions.find((each) => each === given);
  if (!action) throw wrong('after dead-letters', given, actions.join(', '));
  const filter = filterOf(values, named);
  checkScope(action, values, { named, filter });
  return {
    action,
    target: targetOf(values),
    filter,
    confirmed: values.yes ?? false,
    perSecond: perSecondOf(values['per-second']),
    json: values.json ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (cause) {
    // The rest of Node's sentence explains how to pass what begins with a dash, which nothing here does.
    const [what] = (cause instanceof Error ? cause.message : String(cause)).split('. ');
    const allowed = Object.keys(options).map((name) => `--${name}`);
    throw new ConfigurationError(`${what}; the options are ${allowed.join(', ')}`, { cause });
  }
}

function filterOf(values: Given, named: readonly string[]): Filter {
  return {
    ids: [...named, ...(values.id ?? [])],
    reasons: (values.reason ?? []).map(reasonOf),
    sources: values.source ?? [],
    agents: values.agent ?? [],
    collectionPoints: values['collection-point'] ?? [],
    from: values.from === undefined ? undefined : instantOf('--from', values.from),
    to: values.to === undefined ? undefined : instantOf('--to', values.to),
  };
}

function checkScope(
  action: Action,
  values: Given,
  { named, filter }: { readonly named: readonly string[]; readonly filter: Filter },
): void {
  const changes = action === 'redrive' || action === 'discard';
  const misplaced = changing.find((name) => values[name] !== undefined);
  if (!changes && misplaced)
    throw new ConfigurationError(`--${misplaced} is for redrive and discard; ${action} changes nothing`);
  if (action === 'list' && named.length > 0)
    throw new ConfigurationError(`list takes no ID: say show ${named[0]}, or --id ${named[0]}`);
  if (action === 'show' && filter.ids.length === 0)
    throw new ConfigurationError('show needs the ID of a dead letter, as list prints it');
  const narrows = Object.values(filter).some((part) => part !== undefined && part.length > 0);
  if (changes && !narrows && !values.all)
    throw new ConfigurationError(
      `${action} needs an ID, a filter or --all, so that nothing is meant by mistake`,
    );
  if (narrows && values.all) throw new ConfigurationError('--all goes with no ID and no filter');
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

function reasonOf(given: string): DeadLetterReason {
  const reason = deadLetterReasons.find((each) => each === given);
  if (!reason) throw wrong('--reason', given, deadLetterReasons.join(', '));
  return reason;
}

function instantOf(option: string, given: string): string {
  const instant = toInstant(/^\d{4}-\d\d-\d\d$/.test(given) ? `${given}T00:00:00Z` : given);
  if (!instant)
    throw wrong(option, given, 'a day of UTC (2026-11-23) or a time with its zone (2026-11-23T09:00:00Z)');
  return instant;
}

function perSecondOf(given: string | undefined): number {
  if (given === undefined) return pace.default;
  const perSecond = /^\d{1,4}$/.test(given) ? Number(given) : 0;
  if (perSecond < 1 || perSecond > pace.most)
    throw wrong('--per-second', given, `a whole number from 1 to ${pace.most}`);
  return perSecond;
}

function wrong(what: string, given: string | undefined, allowed: string): ConfigurationError {
  const got = given === undefined ? 'nothing' : JSON.stringify(given);
  return new ConfigurationError(`${what}: got ${got}, allowed: ${allowed}`);
}
