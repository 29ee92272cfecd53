import type { Command } from './command.ts';
import { runConsoleCommand } from './console/run-console-command.ts';
import { runLettersCommand } from './dead-letters/run-letters-command.ts';
import type { OpenDeployment } from './open-deployment.ts';
import { runPeopleCommand } from './people/run-people-command.ts';
import { runSecretsCommand } from './secrets/run-secrets-command.ts';
import type { Terminal } from './terminal.ts';
import { runTraceCommand } from './trace/run-trace-command.ts';
import { runVolumeCommand } from './volume/run-volume-command.ts';

/** Does what the operator wants; resolves with whether all of it was done. Throws the AdapterError that kept it from that. */
export async function runCommand(
  command: Command,
  deployment: OpenDeployment,
  terminal: Terminal,
): Promise<boolean> {
  switch (command.subject) {
    case 'dead-letters':
      return await runLettersCommand(command, deployment, terminal);
    case 'console':
      return await runConsoleCommand(command, deployment, terminal);
    case 'trace':
      return await runTraceCommand(command, deployment, terminal);
    case 'volume':
      return await runVolumeCommand(command, deployment, terminal);
    case 'secrets':
      return await runSecretsCommand(command, deployment, terminal);
    case 'people':
    case 'collection-points':
      return await runPeopleCommand(command, deployment, terminal);
  }
}
