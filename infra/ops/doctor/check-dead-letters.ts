import { counted } from '../counted.ts';
import { type DeadLetterTally, readDeadLetters } from '../watch/read-dead-letters.ts';
import { type Found, ok, warning } from './finding.ts';
import { inWords, someOf } from './in-words.ts';
import type { Check, Patient } from './patient.ts';

/** Whether anything could not be delivered. */
export const checkDeadLetters: Check = {
  name: 'dead letters',
  look: async ({ deployment, command, now }) => {
    const { letters } = await deployment();
    return [judgeDeadLetters(await readDeadLetters(letters), command, now())];
  },
};

export function judgeDeadLetters(
  { count, isMore, groups, newestAt }: DeadLetterTally,
  command: Patient['command'],
  nowMs: number,
): Found {
  if (count === 0) return ok('none');
  const by = groups.map(
    (group) => `${group.count} ${group.reason} from ${group.source || 'no known source'}`,
  );
  const newest = newestAt === undefined ? '' : `; the newest ${inWords(nowMs - Date.parse(newestAt))} ago`;
  return warning(
    `${isMore ? 'more than ' : ''}${counted(count, 'dead letter')}: ${someOf(by)}${newest}`,
    `see them with ${command('dead-letters list')}, and README.md#dead-letters for what to do`,
  );
}
