import { ConfigurationError } from '../../../shared/errors.ts';
import type { Recount } from '../../../shared/roll-up/recount-request.ts';
import { type Given, instantOf, mannerOf, wrong } from '../options.ts';
import { actions, rowActions, type VolumeCommand } from './command.ts';

const everywhere = ['environment', 'region', 'local', 'json'] as const;
const selecting = ['from', 'to', 'source', 'collection-point'] as const;

/** The options of each action; every other one would be passed over in silence. */
const allowed: Readonly<Record<(typeof actions)[number], readonly (keyof Given)[]>> = {
  show: [...everywhere, ...selecting],
  resend: [...everywhere, ...selecting, 'yes', 'per-second'],
  run: everywhere,
};

/** The command that the words after `volume` give; throws ConfigurationError saying what is allowed. */
export function parseVolumeCommand(words: readonly string[], given: Given): VolumeCommand {
  const [word, ...more] = words;
  const action = actions.find((each) => each === word);
  if (!action) throw wrong('after volume', word, actions.join(', '));
  if (more.length > 0) throw wrong(`after volume ${action}`, more.join(' '), 'options only');
  requireAllowed(action, given);
  const ofRows = rowActions.find((each) => each === action);
  if (!ofRows) return { subject: 'volume', action: 'run', ...mannerOf(given) };
  return { subject: 'volume', action: ofRows, selection: selectionOf(ofRows, given), ...mannerOf(given) };
}

function requireAllowed(action: keyof typeof allowed, given: Given): void {
  const foreign = Object.keys(given).find((name) => !allowed[action].some((each) => each === name));
  if (foreign === undefined) return;
  const names = allowed[action].map((name) => `--${name}`).join(', ');
  throw new ConfigurationError(`--${foreign} is no option of volume ${action}; its options are ${names}`);
}

function selectionOf(action: string, given: Given): Recount {
  const { source = [], 'collection-point': collectionPoints = [] } = given;
  if (given.from === undefined || given.to === undefined)
    throw new ConfigurationError(
      `volume ${action} needs --from and --to, such as --from 2026-11-23T08:00:00Z --to 2026-11-23T18:00:00Z`,
    );
  const [from, to] = [instantOf('--from', given.from), instantOf('--to', given.to)];
  if (from >= to) throw wrong('--to', given.to, `a time after --from ${given.from}`);
  return { sources: source, collectionPoints, from, to };
}
