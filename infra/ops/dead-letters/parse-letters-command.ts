import { ConfigurationError } from '../../../shared/errors.ts';
import { type DeadLetterReason, deadLetterReasons } from '../../../shared/ports/dead-letters.ts';
import { type Given, instantOf, mannerOf, wrong } from '../options.ts';
import { type Action, actions, type Filter, type LettersCommand } from './command.ts';

/** Options that only what changes something has. */
const changing = ['all', 'yes', 'per-second'] as const;

/** The command that the words after `dead-letters` give; throws ConfigurationError saying what is allowed. */
export function parseLettersCommand(words: readonly string[], given: Given): LettersCommand {
  const [word, ...named] = words;
  const action = actions.find((each) => each === word);
  if (!action) throw wrong('after dead-letters', word, actions.join(', '));
  const filter = filterOf(given, named);
  checkScope(action, given, { named, filter });
  return { subject: 'dead-letters', action, filter, ...mannerOf(given) };
}

function filterOf(given: Given, named: readonly string[]): Filter {
  return {
    ids: [...named, ...(given.id ?? [])],
    reasons: (given.reason ?? []).map(reasonOf),
    sources: given.source ?? [],
    agents: given.agent ?? [],
    collectionPoints: given['collection-point'] ?? [],
    from: given.from === undefined ? undefined : instantOf('--from', given.from),
    to: given.to === undefined ? undefined : instantOf('--to', given.to),
  };
}

function checkScope(
  action: Action,
  given: Given,
  { named, filter }: { readonly named: readonly string[]; readonly filter: Filter },
): void {
  const changes = action === 'redrive' || action === 'discard';
  const misplaced = changing.find((name) => given[name] !== undefined);
  if (!changes && misplaced)
    throw new ConfigurationError(`--${misplaced} is for redrive and discard; ${action} changes nothing`);
  if (action === 'list' && named.length > 0)
    throw new ConfigurationError(`list takes no ID: say show ${named[0]}, or --id ${named[0]}`);
  if (action === 'show' && filter.ids.length === 0)
    throw new ConfigurationError('show needs the ID of a dead letter, as list prints it');
  const narrows = Object.values(filter).some((part) => part !== undefined && part.length > 0);
  if (changes && !narrows && !given.all)
    throw new ConfigurationError(
      `${action} needs an ID, a filter or --all, so that nothing is meant by mistake`,
    );
  if (narrows && given.all) throw new ConfigurationError('--all goes with no ID and no filter');
}

function reasonOf(given: string): DeadLetterReason {
  const reason = deadLetterReasons.find((each) => each === given);
  if (!reason) throw wrong('--reason', given, deadLetterReasons.join(', '));
  return reason;
}
