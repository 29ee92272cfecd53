import { ConfigurationError } from '../../../shared/errors.ts';
import { type Given, instantOf, mannerOf, wrong } from '../options.ts';
import type { TraceCommand } from './command.ts';

const allowed: readonly (keyof Given)[] = ['environment', 'region', 'local', 'json', 'since'];
/** What CloudWatch is asked for is quoted, and shorter ids would be found everywhere. */
const searchable = /^[^"\\]{4,512}$/;
const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** The command that the words after `trace` give; throws ConfigurationError saying what is allowed. */
export function parseTraceCommand(words: readonly string[], given: Given): TraceCommand {
  const [id, ...more] = words;
  if (id === undefined || !searchable.test(id) || more.length > 0)
    throw wrong(
      'after trace',
      words.length > 0 ? words.join(' ') : undefined,
      'one ID of 4 characters or more, without quotes: the x-request-id of a webhook’s answer, or that of an event or a dead letter',
    );
  const foreign = Object.keys(given).find((name) => !allowed.some((each) => each === name));
  if (foreign !== undefined)
    throw new ConfigurationError(
      `--${foreign} is no option of trace; its options are ${allowed.map((name) => `--${name}`).join(', ')}`,
    );
  return { subject: 'trace', id, since: sinceOf(given.since ?? '24h'), ...mannerOf(given) };
}

function sinceOf(given: string): TraceCommand['since'] {
  const [, count, unit] = /^([1-9]\d{0,4})([mhd])$/.exec(given) ?? [];
  if (unit === 'm' || unit === 'h' || unit === 'd') return { agoMs: Number(count) * unitMs[unit] };
  if (/^\d{4}-/.test(given)) return { from: instantOf('--since', given) };
  throw wrong('--since', given, 'a span (90m, 24h, 7d), a day of UTC (2026-11-23) or a time with its zone');
}
