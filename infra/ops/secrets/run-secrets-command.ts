import type { OpenDeployment } from '../open-deployment.ts';
import type { Terminal } from '../terminal.ts';
import { changeSourceSecret } from './change-source-secret.ts';
import type { SecretsCommand } from './command.ts';
import { setCredentials } from './set-credentials.ts';
import { showStatus } from './show-status.ts';

/** Does what the operator wants with secrets; resolves with whether nothing stays to be done. */
export async function runSecretsCommand(
  command: SecretsCommand,
  deployment: OpenDeployment,
  terminal: Terminal,
): Promise<boolean> {
  switch (command.action) {
    case 'status':
      return await showStatus(deployment, terminal, command.json);
    case 'set-credentials':
      return await setCredentials(deployment, terminal);
    default:
      await changeSourceSecret(command, deployment, terminal);
      return true;
  }
}
