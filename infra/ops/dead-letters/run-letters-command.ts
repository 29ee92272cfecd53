import { ConfigurationError } from '../../../shared/errors.ts';
import type { StoredDeadLetter } from '../../../shared/ports/stored-dead-letters.ts';
import { counted } from '../counted.ts';
import type { OpenDeployment } from '../open-deployment.ts';
import type { Terminal } from '../terminal.ts';
import { type Outcome, tallyOutcomes } from '../work-through.ts';
import type { LettersCommand } from './command.ts';
import { discardLetters } from './discard-letters.ts';
import { listLetters } from './list-letters.ts';
import { redriveLetters } from './redrive-letters.ts';
import { selectLetters } from './select-letters.ts';
import { showLetters } from './show-letters.ts';

/** Does what the operator wants with dead letters; resolves with whether all of it was done. Throws the AdapterError that kept it from that. */
export async function runLettersCommand(
  command: LettersCommand,
  deployment: OpenDeployment,
  terminal: Terminal,
): Promise<boolean> {
  const { action, filter, json } = command;
  const letters = await selectLetters(deployment.letters, filter);
  requireNamed(filter.ids, letters);
  if (action === 'list') listLetters(letters, terminal, json);
  else if (action === 'show') await showLetters(letters, terminal, json);
  else return await change(command, letters, { deployment, terminal });
  return true;
}

/** A name mistyped must not pass for a work done. */
function requireNamed(ids: readonly string[], letters: readonly StoredDeadLetter[]): void {
  const missing = ids.filter((id) => !letters.some((letter) => letter.id === id));
  if (missing.length > 0)
    throw new ConfigurationError(
      `no dead letter here has the id ${missing.join(', ')}: list tells which there are`,
    );
}

async function change(
  command: LettersCommand,
  letters: readonly StoredDeadLetter[],
  { deployment, terminal }: { deployment: OpenDeployment; terminal: Terminal },
): Promise<boolean> {
  const work = command.action === 'redrive' ? redriveLetters : discardLetters;
  const outcomes = await work(letters, { deployment, change: command, terminal });
  if (!command.json) terminal.print(conclusion(command, outcomes));
  return outcomes.every(({ detail }) => detail === undefined);
}

function conclusion({ confirmed }: LettersCommand, outcomes: readonly Outcome[]): string {
  if (!confirmed) return 'nothing was done: add --yes to do it';
  const hint = outcomes.some(({ outcome }) => outcome === 'redriven')
    ? ' (what fails again is listed again, under the same id)'
    : '';
  return `${counted(outcomes.length, 'dead letter')}: ${tallyOutcomes(outcomes)}${hint}`;
}
