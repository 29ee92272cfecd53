import * as z from 'zod/mini';
import type { RolledUp } from '../../../shared/roll-up/roll-up.ts';
import { counted } from '../counted.ts';
import { understood } from '../invoke-function.ts';
import type { OpenDeployment } from '../open-deployment.ts';
import type { Terminal } from '../terminal.ts';

const rolledUp: z.ZodMiniType<RolledUp> = z.object({ sent: z.int(), tooOld: z.int(), left: z.int() });

/** Runs the roll-up at once, as its schedule does; resolves with whether it reached every row that was due. */
export async function runRollUp(
  { invoke }: Pick<OpenDeployment, 'invoke'>,
  { print }: Pick<Terminal, 'print'>,
  json: boolean,
): Promise<boolean> {
  const data = await invoke('roll-up', JSON.stringify({ cause: 'operator' }));
  const told = understood(rolledUp, data, 'roll-up does not tell what it sent');
  const { sent, tooOld, left } = told;
  if (json) print(JSON.stringify(told));
  else {
    print(`${counted(sent, 'row')} sent`);
    if (tooOld > 0) print(`${counted(tooOld, 'row')} too old to be sent: dead-letters list --reason too-old`);
    if (left > 0) print(`${counted(left, 'row')} left for want of time: the next run begins with them`);
  }
  return left === 0;
}
