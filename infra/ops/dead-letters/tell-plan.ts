import type { StoredDeadLetter } from '../../../shared/ports/stored-dead-letters.ts';
import { counted } from '../counted.ts';
import { columns, printable } from '../terminal.ts';

/** How many of them have each reason and source, in lines for a person. */
export function tallyLines(letters: readonly Pick<StoredDeadLetter, 'reason' | 'source'>[]): string[] {
  return columns(
    tally(letters).map(({ reason, source, letters: number }) => [
      String(number).padStart(7),
      reason,
      printable(source || '-'),
    ]),
  );
}

export type Tally = { readonly reason: string; readonly source: string; readonly letters: number };

/** How many of them have each reason and source, the most first. */
export function tally(letters: readonly Pick<StoredDeadLetter, 'reason' | 'source'>[]): readonly Tally[] {
  const groups = Map.groupBy(letters, ({ reason, source }) => JSON.stringify([reason, source]));
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      return first ? [{ reason: first.reason, source: first.source, letters: group.length }] : [];
    })
    .toSorted((one, other) => other.letters - one.letters);
}

const words = {
  redrive: { doing: 'redriving', would: 'would redrive' },
  discard: { doing: 'discarding', would: 'would discard' },
} as const;

/** The first lines of what a command does or would do. */
export function planLines(
  action: keyof typeof words,
  letters: readonly StoredDeadLetter[],
  confirmed: boolean,
): string[] {
  const verb = words[action][confirmed ? 'doing' : 'would'];
  return [
    `${verb} ${counted(letters.length, 'dead letter')}${letters.length > 0 ? ':' : ''}`,
    ...tallyLines(letters),
  ];
}
