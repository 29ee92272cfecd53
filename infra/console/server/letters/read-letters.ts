import { ConfigurationError } from '../../../../shared/errors.ts';
import { deadLetterReasons } from '../../../../shared/ports/dead-letters.ts';
import type { StoredDeadLetter } from '../../../../shared/ports/stored-dead-letters.ts';
import { originalWebhook } from '../../../../shared/receive-webhook/original.ts';
import { eventsIn } from '../../../ops/dead-letters/events-in.ts';
import type { OpenDeployment } from '../../../ops/open-deployment.ts';
import { printable } from '../../../ops/terminal.ts';
import type { Letter, LetterHead, Letters } from '../../data.ts';
import { letterWords } from './letter-words.ts';

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
    original: visible(readable(original)),
    ...(letter.row !== undefined && { row: visible(readable(letter.row)) }),
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
  const head = { id, reason, detail: visible(detail), source, accountId, firstSeenAt, lastSeenAt };
  return { ...head, ...letterWords[reason], ...(attempts !== undefined && { attempts }) };
}

/** JSON as what it holds, and so the body within a webhook; every other text as it is. */
function readable(original: string): string {
  const data = jsonOr(original);
  const webhook = originalWebhook.safeParse(data);
  if (!webhook.success) return typeof data === 'string' ? data : JSON.stringify(data, null, 2);
  const { body, ...head } = webhook.data;
  const inside = head.bodyEncoding === 'utf8' ? jsonOr(body) : body;
  return JSON.stringify({ ...head, body: inside }, null, 2);
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Lines stay lines; what else is no visible character is written as JSON would. */
function visible(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
