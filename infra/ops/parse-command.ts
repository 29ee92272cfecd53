import type { Command } from './command.ts';
import { parseConsoleCommand } from './console/parse-console-command.ts';
import { parseLettersCommand } from './dead-letters/parse-letters-command.ts';
import { type Given, readOptions, wrong } from './options.ts';
import { parsePeopleCommand } from './people/parse-people-command.ts';
import { parseSecretsCommand } from './secrets/parse-secrets-command.ts';
import { parseTraceCommand } from './trace/parse-trace-command.ts';
import { parseVolumeCommand } from './volume/parse-volume-command.ts';

type Parse = (words: readonly string[], given: Given) => Command;

/** What commands may be about; each reads the words after its own. */
const subjects = new Map<string, Parse>([
  ['dead-letters', parseLettersCommand],
  ['trace', parseTraceCommand],
  ['console', parseConsoleCommand],
  ['volume', parseVolumeCommand],
  ['secrets', parseSecretsCommand],
  ['people', parsePeopleCommand('people')],
  ['collection-points', parsePeopleCommand('collection-points')],
]);

/** The command that these arguments give; throws ConfigurationError saying what was wrong and what is allowed. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = readOptions(args);
  const [subject, ...words] = positionals;
  const parse = subjects.get(subject ?? '');
  if (!parse)
    throw wrong('the first word', subject, [...subjects.keys(), 'init', 'cost', 'doctor'].join(', '));
  return parse(words, values);
}
