import { ConfigurationError } from '../../../shared/errors.ts';
import { type Given, mannerOf, wrong } from '../options.ts';
import type { ConsoleCommand } from './command.ts';

const allowed: readonly (keyof Given)[] = ['environment', 'region', 'local', 'port', 'no-open'];
/** Next to the one of `npm start`, so that both can be looked at. */
const defaultPort = '8491';

/** The command that the words after `console` give; throws ConfigurationError saying what is allowed. */
export function parseConsoleCommand(words: readonly string[], given: Given): ConsoleCommand {
  if (words.length > 0) throw wrong('after console', words.join(' '), 'options only');
  const foreign = Object.keys(given).find((name) => !allowed.some((each) => each === name));
  if (foreign !== undefined)
    throw new ConfigurationError(
      `--${foreign} is no option of console; its options are ${allowed.map((name) => `--${name}`).join(', ')}`,
    );
  const port = portOf(given.port ?? defaultPort);
  return { subject: 'console', port, opensPage: given['no-open'] !== true, ...mannerOf(given) };
}

function portOf(given: string): number {
  if (/^\d{1,5}$/.test(given) && Number(given) <= 65_535) return Number(given);
  throw wrong('--port', given, 'a port (1 to 65535), or 0 for any free one');
}
