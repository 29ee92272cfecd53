import type { StoredDeadLetter } from '../../../shared/ports/stored-dead-letters.ts';
import { counted } from '../counted.ts';
import { columns, printable, shortened, type Terminal } from '../terminal.ts';

/** So much of the detail says what kind of thing went wrong; `show` has the rest. */
const detailLength = 80;

/** Prints a line for each dead letter. */
export function listLetters(
  letters: readonly StoredDeadLetter[],
  { print, progress }: Pick<Terminal, 'print' | 'progress'>,
  json: boolean,
): void {
  if (json) for (const letter of letters) print(JSON.stringify(headOf(letter)));
  else if (letters.length > 0) for (const line of columns([heading, ...letters.map(rowOf)])) print(line);
  progress.write(`${counted(letters.length, 'dead letter')}\n`);
}

/** What a dead letter says of itself, without its original and where it lies. */
export function headOf({ original: _original, place: _place, ...head }: StoredDeadLetter) {
  return head;
}

const heading = ['FIRST SEEN', 'REASON', 'SOURCE', 'ATTEMPTS', 'ID', 'DETAIL'];

function rowOf({ firstSeenAt, reason, source, attempts, id, detail }: StoredDeadLetter): string[] {
  const cells = [firstSeenAt, reason, source || '-', String(attempts ?? '-'), id];
  return [...cells, shortened(detail, detailLength)].map(printable);
}
