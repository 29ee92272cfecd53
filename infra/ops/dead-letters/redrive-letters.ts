import { AdapterError } from '../../../shared/errors.ts';
import type { StoredDeadLetter } from '../../../shared/ports/stored-dead-letters.ts';
import type { OpenDeployment } from '../open-deployment.ts';
import type { Terminal } from '../terminal.ts';
import type { Outcome } from '../work-through.ts';
import { redriveLetter, wayOf } from './redrive-letter.ts';
import { planLines, tally, tallyLines } from './tell-plan.ts';
import { type Change, workThroughLetters } from './work-through-letters.ts';

/** Redrives them, or tells what it would do; resolves with what became of each. */
export async function redriveLetters(
  letters: readonly StoredDeadLetter[],
  { deployment, change, terminal }: { deployment: OpenDeployment; change: Change; terminal: Terminal },
): Promise<readonly Outcome[]> {
  const { confirmed, json } = change;
  if (!confirmed || !json) tellPlan(await sortOut(letters), change, terminal);
  if (!confirmed) return [];
  return await workThroughLetters(letters, (letter) => redriveLetter(letter, deployment), {
    terminal,
    change,
  });
}

type Sorted = {
  readonly possible: readonly StoredDeadLetter[];
  readonly impossible: readonly StoredDeadLetter[];
};

async function sortOut(letters: readonly StoredDeadLetter[]): Promise<Sorted> {
  const possible: StoredDeadLetter[] = [];
  const impossible: StoredDeadLetter[] = [];
  for (const letter of letters) ((await hasWay(letter)) ? possible : impossible).push(letter);
  return { possible, impossible };
}

/** One whose original cannot be read must not keep the others from being redriven. */
async function hasWay(letter: StoredDeadLetter): Promise<boolean> {
  try {
    return (await wayOf(letter)).kind !== 'none';
  } catch (error) {
    if (error instanceof AdapterError) return false;
    throw error;
  }
}

function tellPlan({ possible, impossible }: Sorted, change: Change, { print }: Terminal): void {
  if (change.json) {
    print(JSON.stringify({ wouldRedrive: tally(possible), cannotBeRedriven: tally(impossible) }));
    return;
  }
  for (const line of planLines('redrive', possible, change.confirmed)) print(line);
  if (impossible.length === 0) return;
  print(
    'these stay, since their originals are nothing that could be taken up, or cannot be read (show tells, discard deletes):',
  );
  for (const line of tallyLines(impossible)) print(line);
}
