import { ConfigurationError } from '../../../shared/errors.ts';
import { type Given, mannerOf, wrong } from '../options.ts';
import type { SecretsCommand, SourceAction } from './command.ts';

const where = ['environment', 'region', 'local'] as const;

/** The options of each action; every other one would be passed over in silence. */
const allowed = {
  set: [...where, 'add'],
  rotate: [...where, 'drop-previous'],
  generate: where,
  status: [...where, 'json'],
} as const satisfies Record<string, readonly (keyof Given)[]>;
const actions = ['set', 'rotate', 'generate', 'status'] as const;

/** The command that the words after `secrets` give; throws ConfigurationError saying what is allowed. */
export function parseSecretsCommand(words: readonly string[], given: Given): SecretsCommand {
  const [word, ...more] = words;
  const action = actions.find((each) => each === word);
  if (!action) throw wrong('after secrets', word, actions.join(', '));
  const [kind, source, ...surplus] = more;
  const manner = mannerOf(given);
  requireAllowed(action, given);
  if (action === 'status') {
    requireEnd('status', more);
    return { subject: 'secrets', action, ...manner };
  }
  if (action === 'set' && kind === 'cloud-connect') {
    if (given.add) throw new ConfigurationError('--add is for the secrets of sources');
    requireEnd('set cloud-connect', more.slice(1));
    return { subject: 'secrets', action: 'set-credentials', ...manner };
  }
  if (kind !== 'source')
    throw wrong(
      `after secrets ${action}`,
      kind,
      action === 'set' ? 'cloud-connect, source NAME' : 'source NAME',
    );
  if (source === undefined)
    throw new ConfigurationError(`secrets ${action} source needs the source's name in the configuration`);
  requireEnd(`${action} source ${source}`, surplus);
  return { subject: 'secrets', action: sourceAction(action, given), source, ...manner };
}

function sourceAction(action: 'set' | 'rotate' | 'generate', given: Given): SourceAction {
  if (given.add) return 'add';
  return given['drop-previous'] ? 'drop-previous' : action;
}

/** Above all no value: arguments are seen by everybody on the machine, and kept in the shell's history. */
function requireEnd(what: string, surplus: readonly string[]): void {
  if (surplus.length > 0)
    throw new ConfigurationError(
      `secrets ${what} takes no further word: secrets are read from standard input, never from arguments`,
    );
}

function requireAllowed(action: keyof typeof allowed, given: Given): void {
  const foreign = Object.keys(given).find((name) => !allowed[action].some((each) => each === name));
  if (foreign === undefined) return;
  const names = allowed[action].map((name) => `--${name}`).join(', ');
  throw new ConfigurationError(`--${foreign} is no option of secrets ${action}; its options are ${names}`);
}
