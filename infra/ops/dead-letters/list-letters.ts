import type { StoredDeadLetter } from '../../../shared/ports/stored-dead-letters.ts';
import { counted } from '../counted.ts';
import { columns, printable, shortened, type Terminal } from '../terminal.ts';

/** On a screen, so much of the detail says what kind of thing went wrong; `show` has the rest. */
const screenDetailLength = 80;

/** Prints a line for each dead letter, whole where it is read by a program. */
export function listLetters(
  letters: readonly StoredDeadLetter[],
  { print, progress, isTerminal }: Pick<Terminal, 'print' | 'progress' | 'isTerminal'>,
  json: boolean,
): void {
  const rows = letters.map((letter) =>
    rowOf(letter, isTerminal ? screenDetailLength : Number.POSITIVE_INFINITY),
  );
  if (json) for (const letter of letters) print(JSON.stringify(headOf(letter)));
  else if (letters.length > 0) for (const line of columns([heading, ...rows])) print(line);
  progress.write(`${counted(letters.length, 'dead letter')}\n`);
}

/** What a dead letter says of itself, without its original and where it lies. */
export function headOf({ original: _original, place: _place, ...head }: StoredDeadLetter) {
  return head;
}

const heading = ['FIRST SEEN', 'REASON', 'SOURCE', 'ATTEMPTS', 'ID', 'DETAIL'];

function rowOf(letter: StoredDeadLetter, detailLength: number): string[] {
  const { firstSeenAt, reason, source, attempts, id, detail } = letter;
  const cells = [firstSeenAt, reason, source || '-', String(attempts ?? '-'), id];
  return [...cells, shortened(detail, detailLength)].map(printable);
}
