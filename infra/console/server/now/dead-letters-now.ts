import { judgeDeadLetters } from '../../../ops/doctor/check-dead-letters.ts';
import type { DeadLetterTally } from '../../../ops/watch/read-dead-letters.ts';
import type { StageNow } from '../../data.ts';
import { judgementOf } from './judgement.ts';

/** So many kinds of them are told. */
const mostKinds = 5;

/** How many could not be delivered, and why. */
export function deadLettersNow(
  tally: DeadLetterTally,
  { command, nowMs }: { readonly command: (words: string) => string; readonly nowMs: number },
): StageNow {
  const { count, isMore, groups } = tally;
  return {
    name: 'dead-letters',
    judgement: {
      ...judgementOf(judgeDeadLetters(tally, command, nowMs)),
      ...(count > 0 && { remedy: 'The Dead letters page tells why each is dead, and what to do.' }),
    },
    headline: isMore ? `more than ${count}` : count === 0 ? 'none' : String(count),
    facts: groups.slice(0, mostKinds).map(({ reason, source, count: number }) => ({
      label: reason,
      value: `${number} of ${source || 'no source'}`,
    })),
  };
}
