import { ConfigurationError } from '../../../../shared/errors.ts';
import { deadLetterReasons } from '../../../../shared/ports/dead-letters.ts';
import type { StoredDeadLetter } from '../../../../shared/ports/stored-dead-letters.ts';
import { eventsIn } from '../../../ops/dead-letters/events-in.ts';
import { originalText } from '../../../ops/dead-letters/readable-original.ts';
import { reasonWords } from '../../../ops/dead-letters/reason-words.ts';
import type { OpenDeployment } from '../../../ops/open-deployment.ts';
import { printableLines } from '../../../ops/terminal.ts';
import type { Letter, LetterHead, Letters } from '../../data.ts';

type Store = Pick<OpenDeployment, 'letters'>;

/** So many are listed: the newest, which are the ones that somebody looks for. */
const mostShown = 2000;

/** The dead letters, the newest first. Throws Unavailable where the table does not answer. */
export async function readLetters({ letters }: Store): Promise<Letters> {
  const all = await Array.fromAsync(letters.all());
  const newest = all.toSorted((one, other) => other.lastSeenAt.localeCompare(one.lastSeenAt));
  return {
    letters: newest.slice(0, mostShown).map(headOf),
    total: all.length,
    reasons: deadLetterReasons,
  };
}

/** One dead letter whole; throws ConfigurationError where there is none of that id, Unavailable. */
export async function readLetter(id: string, store: Store): Promise<Letter> {
  const [letter] = await findLetters([id], store);
  if (!letter) throw new ConfigurationError(`there is no dead letter ${id} any more: list them again`);
  const original = await letter.original();
  const agents = (eventsIn(original) ?? []).flatMap((event) =>
    'agentId' in event ? (event.agentId ?? []) : [],
  );
  return {
    ...headOf(letter),
    original: printableLines(originalText(original)),
    ...(letter.row !== undefined && { row: printableLines(originalText(letter.row)) }),
    agents: [...new Set(agents)],
  };
}

/** The letters of these ids, in their order; one that is gone is left out. */
export async function findLetters(
  ids: readonly string[],
  { letters }: Store,
): Promise<readonly StoredDeadLetter[]> {
  const wanted = new Set(ids);
  const found = new Map<string, StoredDeadLetter>();
  for await (const letter of letters.all()) if (wanted.has(letter.id)) found.set(letter.id, letter);
  return ids.flatMap((id) => found.get(id) ?? []);
}

function headOf(letter: StoredDeadLetter): LetterHead {
  const { id, reason, detail, source, accountId, firstSeenAt, lastSeenAt, attempts } = letter;
  const head = { id, reason, detail: printableLines(detail), source, accountId, firstSeenAt, lastSeenAt };
  const { plainly, remedy } = reasonWords[reason];
  return { ...head, plainly, remedy, ...(attempts !== undefined && { attempts }) };
}
