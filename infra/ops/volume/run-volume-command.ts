import type { OpenDeployment } from '../open-deployment.ts';
import type { Terminal } from '../terminal.ts';
import type { VolumeCommand } from './command.ts';
import { readRows } from './read-rows.ts';
import { resendRows } from './resend-rows.ts';
import { runRollUp } from './run-roll-up.ts';
import { showRows } from './show-rows.ts';

/** Does what the operator wants with call volume; resolves with whether all of it was done. */
export async function runVolumeCommand(
  command: VolumeCommand,
  deployment: OpenDeployment,
  terminal: Terminal,
): Promise<boolean> {
  if (command.action === 'run') return await runRollUp(deployment, terminal, command.json);
  const recounted = await readRows(command.selection, deployment);
  if (command.action === 'resend')
    return await resendRows(recounted, { deployment, change: command, terminal });
  showRows(recounted, terminal, command.json);
  return true;
}
