import type { Command } from './command.ts';
import { runLettersCommand } from './dead-letters/run-letters-command.ts';
import type { OpenDeployment } from './open-deployment.ts';
import { runSecretsCommand } from './secrets/run-secrets-command.ts';
import type { Terminal } from './terminal.ts';
import { runVolumeCommand } from './volume/run-volume-command.ts';

/** Does what the operator wants; resolves with whether all of it was done. Throws the AdapterError that kept it from that. */
export async function runCommand(
  command: Command,
  deployment: OpenDeployment,
  terminal: Terminal,
): Promise<boolean> {
  if (command.subject === 'secrets') return await runSecretsCommand(command, deployment, terminal);
  return command.subject === 'volume'
    ? await runVolumeCommand(command, deployment, terminal)
    : await runLettersCommand(command, deployment, terminal);
}
