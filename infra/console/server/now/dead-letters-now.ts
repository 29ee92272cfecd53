import { counted } from '../../../ops/counted.ts';
import { reasonWords } from '../../../ops/dead-letters/reason-words.ts';
import { judgeDeadLetters } from '../../../ops/doctor/check-dead-letters.ts';
import { inWords, someOf } from '../../../ops/doctor/in-words.ts';
import type { DeadLetterTally } from '../../../ops/watch/read-dead-letters.ts';
import type { StageNow } from '../../data.ts';
import { judgementOf } from './judgement.ts';

type Group = DeadLetterTally['groups'][number];

/** So many kinds of them are told. */
const mostKinds = 5;

/** How many could not be delivered, and why. */
export function deadLettersNow(
  tally: DeadLetterTally,
  { command, nowMs }: { readonly command: (words: string) => string; readonly nowMs: number },
): StageNow {
  const { count, isMore, groups } = tally;
  const all = `${isMore ? 'more than ' : ''}${counted(count, 'dead letter')}`;
  return {
    name: 'dead-letters',
    judgement: {
      ...judgementOf(judgeDeadLetters(tally, command, nowMs)),
      ...(count > 0 && {
        what: `${all}${newest(tally, nowMs)}: ${someOf(groups.map(wordsOf))}`,
        remedy: 'The Dead letters page tells why each is dead, and what to do.',
      }),
    },
    headline: isMore ? `more than ${count}` : count === 0 ? 'none' : String(count),
    facts: groups.slice(0, mostKinds).map((group) => ({
      label: reasonWords[group.reason].short,
      value: countFrom(group),
    })),
  };
}

function newest({ newestAt }: DeadLetterTally, nowMs: number): string {
  return newestAt === undefined ? '' : `, the newest ${inWords(nowMs - Date.parse(newestAt))} ago`;
}

function wordsOf(group: Group): string {
  return `${reasonWords[group.reason].short} (${countFrom(group)})`;
}

/** Never `1 of zoom`, which reads like a fraction. */
function countFrom({ source, count }: Group): string {
  return `${count} from ${source || 'no known source'}`;
}
