import type { StoredDeadLetter } from '../../shared/ports/stored-dead-letters.ts';
import { createProgress } from './progress.ts';
import { printable, type Terminal } from './terminal.ts';

/** What became of one. */
export type Outcome = {
  readonly outcome: 'redriven' | 'discarded' | 'dead-lettered' | 'changed' | 'impossible' | 'failed';
  /** Why it stays; undefined where it is done. */
  readonly detail?: string;
};

/** One by one, at most so many a second; what stays among the dead letters is told at once, with why. */
export async function workThrough(
  letters: readonly StoredDeadLetter[],
  work: (letter: StoredDeadLetter) => Promise<Outcome>,
  { terminal, perSecond, json }: { terminal: Terminal; perSecond: number; json: boolean },
): Promise<readonly Outcome[]> {
  const { now, sleep, print } = terminal;
  const progress = createProgress(letters.length, terminal);
  const startedAtMs = now();
  const outcomes: Outcome[] = [];
  for (const letter of letters) {
    const waitMs = startedAtMs + (outcomes.length * 1000) / perSecond - now();
    if (waitMs > 0) await sleep(waitMs);
    const outcome = await work(letter);
    outcomes.push(outcome);
    if (json) print(JSON.stringify({ id: letter.id, source: letter.source, ...outcome }));
    else if (outcome.detail !== undefined)
      progress.line(printable(`${letter.id}: ${outcome.outcome}: ${outcome.detail}`));
    progress.advance();
  }
  return outcomes;
}
