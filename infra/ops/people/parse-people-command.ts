import { ConfigurationError } from '../../../shared/errors.ts';
import { type Given, mannerOf, wrong } from '../options.ts';
import { fileActions, listActions, type PeopleCommand } from './command.ts';

const everywhere = ['environment', 'region', 'local', 'json', 'account'] as const;

/** The options of each action; every other one would be passed over in silence. */
const allowed = {
  list: everywhere,
  unknown: everywhere,
  diff: [...everywhere, 'skip-faulty'],
  import: [...everywhere, 'skip-faulty', 'yes'],
} as const satisfies Record<PeopleCommand['action'], readonly (keyof Given)[]>;

/** Nothing that is stored tells of collection points that the API lacks. */
const actionsOf = {
  people: ['list', 'import', 'diff', 'unknown'],
  'collection-points': ['list', 'import', 'diff'],
} as const satisfies Record<PeopleCommand['subject'], readonly PeopleCommand['action'][]>;

/** Reads the words after `people` or `collection-points`; throws ConfigurationError saying what is allowed. */
export function parsePeopleCommand(subject: PeopleCommand['subject']) {
  return (words: readonly string[], given: Given): PeopleCommand => {
    const [word, ...more] = words;
    const action = actionsOf[subject].find((each) => each === word);
    if (!action) throw wrong(`after ${subject}`, word, actionsOf[subject].join(', '));
    requireAllowed(subject, action, given);
    const about = { subject, account: accountOf(given.account), ...mannerOf(given) };
    const what = `after ${subject} ${action}`;
    const listing = listActions.find((each) => each === action);
    if (listing) {
      if (more.length > 0) throw wrong(what, more.join(' '), 'options only');
      return { ...about, action: listing };
    }
    const [file, ...others] = more;
    if (file === undefined || others.length > 0) throw wrong(what, more.join(' ') || undefined, 'one FILE');
    const filing = fileActions.find((each) => each === action) ?? 'diff';
    return { ...about, action: filing, file, skipFaulty: given['skip-faulty'] ?? false };
  };
}

function requireAllowed(subject: string, action: keyof typeof allowed, given: Given): void {
  const foreign = Object.keys(given).find((name) => !allowed[action].some((each) => each === name));
  if (foreign === undefined) return;
  const names = allowed[action].map((name) => `--${name}`).join(', ');
  throw new ConfigurationError(`--${foreign} is no option of ${subject} ${action}; its options are ${names}`);
}

function accountOf(given: string | undefined): string | undefined {
  if (given === undefined || /^[1-9]\d{0,9}$/.test(given)) return given;
  throw wrong('--account', given, 'a positive whole number');
}
