import type { StoredDeadLetter } from '../../../shared/ports/stored-dead-letters.ts';
import type { Terminal } from '../terminal.ts';
import { type Outcome, workThrough } from '../work-through.ts';
import type { LettersCommand } from './command.ts';

/** How what changes something is done. */
export type Change = Pick<LettersCommand, 'confirmed' | 'perSecond' | 'json'>;

/** Does this with each of the letters; what stays among them is told at once, with why. */
export async function workThroughLetters(
  letters: readonly StoredDeadLetter[],
  each: (letter: StoredDeadLetter) => Promise<Outcome>,
  { terminal, change }: { terminal: Terminal; change: Change },
): Promise<readonly Outcome[]> {
  const head = ({ id, source }: StoredDeadLetter) => ({ id, source });
  return await workThrough({ parts: letters, each, name: ({ id }) => id, head }, { terminal, ...change });
}
