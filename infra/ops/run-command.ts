import { ConfigurationError } from '../../shared/errors.ts';
import type { StoredDeadLetter } from '../../shared/ports/stored-dead-letters.ts';
import type { Command } from './command.ts';
import { discardLetters } from './discard-letters.ts';
import { count, listLetters } from './list-letters.ts';
import type { OpenDeployment } from './open-deployment.ts';
import { redriveLetters } from './redrive-letters.ts';
import { selectLetters } from './select-letters.ts';
import { showLetters } from './show-letters.ts';
import type { Terminal } from './terminal.ts';
import type { Outcome } from './work-through.ts';

/** Does what the operator wants; resolves with whether all of it was done. Throws the AdapterError that kept it from that. */
export async function runCommand(
  command: Command,
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
  command: Command,
  letters: readonly StoredDeadLetter[],
  { deployment, terminal }: { deployment: OpenDeployment; terminal: Terminal },
): Promise<boolean> {
  const work = command.action === 'redrive' ? redriveLetters : discardLetters;
  const outcomes = await work(letters, { deployment, change: command, terminal });
  if (!command.json) terminal.print(conclusion(command, outcomes));
  return outcomes.every(({ detail }) => detail === undefined);
}

function conclusion({ confirmed }: Command, outcomes: readonly Outcome[]): string {
  if (!confirmed) return 'nothing was done: add --yes to do it';
  const kinds = Map.groupBy(outcomes, ({ outcome }) => outcome);
  const parts = [...kinds].map(([outcome, { length }]) => `${length} ${outcome}`);
  const hint = kinds.has('redriven') ? ' (what fails again is listed again, under the same id)' : '';
  return `${count(outcomes.length)}: ${parts.join(', ') || 'nothing to do'}${hint}`;
}
