import { setTimeout as sleep } from 'node:timers/promises';
import { AdapterError } from '../../../../shared/errors.ts';
import type { StoredDeadLetter } from '../../../../shared/ports/stored-dead-letters.ts';
import { discardLetter } from '../../../ops/dead-letters/discard-letters.ts';
import { redriveLetter, wayOf } from '../../../ops/dead-letters/redrive-letter.ts';
import type { WayBack } from '../../../ops/dead-letters/way-back.ts';
import type { OpenDeployment } from '../../../ops/open-deployment.ts';
import type { LettersOrder, LettersOutcome, LettersPlan } from '../../data.ts';
import { findLetters } from './read-letters.ts';

/** As the operators' command does: far below what queues, table and API take beside their own work. */
const betweenMs = 50;

const gone = 'it is gone, or failed again since it was listed';

/** What an order would do to each letter; nothing is done. */
export async function planLetters(
  { action, ids }: LettersOrder,
  deployment: Pick<OpenDeployment, 'letters'>,
): Promise<LettersPlan> {
  const found = new Map((await findLetters(ids, deployment)).map((letter) => [letter.id, letter]));
  const each = ids.map(async (id) => {
    const letter = found.get(id);
    if (!letter) return { id, possible: false, would: `nothing: ${gone}` };
    if (action === 'discard') return { id, possible: true, would: 'be deleted for good' };
    return { id, ...(await redrivePlan(letter)) };
  });
  return { action, each: await Promise.all(each) };
}

/** Does it, one by one; what fails stays a dead letter and says why. */
export async function changeLetters(
  { action, ids }: LettersOrder,
  deployment: Pick<OpenDeployment, 'letters' | 'send' | 'invoke'>,
): Promise<LettersOutcome> {
  const found = new Map((await findLetters(ids, deployment)).map((letter) => [letter.id, letter]));
  const each: { id: string; outcome: string; detail?: string }[] = [];
  for (const id of ids) {
    const letter = found.get(id);
    if (!letter) each.push({ id, outcome: 'changed', detail: gone });
    else if (action === 'discard') each.push({ id, ...(await discardLetter(letter, deployment)) });
    else each.push({ id, ...(await redriveLetter(letter, deployment)) });
    await sleep(betweenMs);
  }
  return { each };
}

async function redrivePlan(letter: StoredDeadLetter): Promise<{ possible: boolean; would: string }> {
  try {
    return planOf(await wayOf(letter));
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return { possible: false, would: `nothing: ${error.message}` };
  }
}

function planOf(way: WayBack): { possible: boolean; would: string } {
  switch (way.kind) {
    case 'queue':
      return {
        possible: true,
        would: `go back to the ${way.queue} queue, and from there to the API with the next window`,
      };
    case 'function':
      return {
        possible: true,
        would: `be read anew by ${way.name}; what it still cannot read stays a dead letter`,
      };
    case 'none':
      return { possible: false, would: `stay: ${way.why}` };
  }
}
