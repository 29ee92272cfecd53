import { AdapterError } from '../../../shared/errors.ts';
import type { StoredDeadLetter } from '../../../shared/ports/stored-dead-letters.ts';
import type { OpenDeployment } from '../open-deployment.ts';
import type { Terminal } from '../terminal.ts';
import type { Outcome } from '../work-through.ts';
import { planLines, tally } from './tell-plan.ts';
import { type Change, workThroughLetters } from './work-through-letters.ts';

/** Deletes them, or tells what it would do; resolves with what became of each. */
export async function discardLetters(
  letters: readonly StoredDeadLetter[],
  { deployment, change, terminal }: { deployment: OpenDeployment; change: Change; terminal: Terminal },
): Promise<readonly Outcome[]> {
  const { confirmed, json } = change;
  if (!json) for (const line of planLines('discard', letters, confirmed)) terminal.print(line);
  else if (!confirmed) terminal.print(JSON.stringify({ wouldDiscard: tally(letters) }));
  if (!confirmed) return [];
  return await workThroughLetters(letters, (letter) => discardLetter(letter, deployment), {
    terminal,
    change,
  });
}

/** Deletes one; `changed` where it is gone, or failed again since it was read. */
export async function discardLetter(
  letter: StoredDeadLetter,
  { letters }: Pick<OpenDeployment, 'letters'>,
): Promise<Outcome> {
  try {
    if (await letters.remove(letter)) return { outcome: 'discarded' };
    return { outcome: 'changed', detail: 'it is gone, or failed again since it was listed: list it again' };
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return { outcome: 'failed', detail: error.message };
  }
}
