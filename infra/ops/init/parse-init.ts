import { ConfigurationError } from '../../../shared/errors.ts';
import { type Given, readOptions, wrong } from '../options.ts';
import type { InitRequest, SourceEntry } from './init-request.ts';

const allowed: readonly (keyof Given)[] = ['name', 'region', 'base-url', 'time-zone', 'source', 'force'];
const form = 'NAME=VENDOR[,KEY=VALUE...], such as zoom=zoom,accountId=2';

/** What these arguments ask for where they begin with `init`, else undefined; throws ConfigurationError saying what is allowed. */
export function parseInit(args: readonly string[]): InitRequest | undefined {
  const { values, positionals } = readOptions(args);
  const [subject, ...more] = positionals;
  if (subject !== 'init') return undefined;
  if (more.length > 0) throw wrong('after init', more.join(' '), 'options only');
  const foreign = Object.keys(values).find((name) => !allowed.some((each) => each === name));
  if (foreign !== undefined) {
    const names = allowed.map((name) => `--${name}`).join(', ');
    throw new ConfigurationError(`--${foreign} is no option of init; its options are ${names}`);
  }
  return {
    name: values.name,
    region: values.region,
    baseUrl: values['base-url'],
    timeZone: values['time-zone'],
    sources: sourcesIn(values.source ?? []),
    force: values.force ?? false,
  };
}

function sourcesIn(given: readonly string[]): ReadonlyMap<string, SourceEntry> {
  const entries = given.map(sourceIn);
  const sources = new Map(entries);
  if (sources.size < entries.length)
    throw wrong('--source', given.join(' '), 'each name once: two accounts at one vendor are two names');
  return sources;
}

function sourceIn(given: string): readonly [string, SourceEntry] {
  const pairs = given.split(',').map((part) => {
    const at = part.indexOf('=');
    if (at < 1 || at === part.length - 1) throw wrong('--source', given, form);
    return [part.slice(0, at), part.slice(at + 1)] as const;
  });
  const [[name, vendor] = ['', ''], ...settings] = pairs;
  return [name, { vendor, ...Object.fromEntries(settings) }];
}
