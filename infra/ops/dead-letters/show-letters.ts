import type { StoredDeadLetter } from '../../../shared/ports/stored-dead-letters.ts';
import { columns, printable, type Terminal } from '../terminal.ts';
import { headOf } from './list-letters.ts';
import { originalText, readableOriginal } from './readable-original.ts';

/** Prints everything of each dead letter, its original readable where it is JSON. */
export async function showLetters(
  letters: readonly StoredDeadLetter[],
  { print }: Pick<Terminal, 'print'>,
  json: boolean,
): Promise<void> {
  for (const letter of letters) {
    const original = await letter.original();
    if (json) print(JSON.stringify({ ...headOf(letter), original: readableOriginal(original) }));
    else for (const line of linesOf(letter, original)) print(line);
  }
}

function linesOf(letter: StoredDeadLetter, original: string): string[] {
  const { id, reason, detail, source, accountId, firstSeenAt, lastSeenAt, attempts, correlationId } = letter;
  const head = columns(
    Object.entries({
      id,
      reason,
      detail,
      source,
      accountId,
      firstSeenAt,
      lastSeenAt,
      attempts,
      correlationId,
    })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [`${name}:`, printable(String(value))]),
  );
  return [...head, 'original:', ...originalText(original).split('\n').map(printable)];
}
