import type { DeadLetterReason } from '../../../shared/ports/dead-letters.ts';

/** As the README has it under Dead letters, in one line. */
export const whatToDo: Readonly<Record<DeadLetterReason, string>> = {
  untranslatable: 'update the source, deploy, redrive',
  'unmapped-state': 'add it to the source’s codes, deploy, redrive',
  refused: 'put right what the API names, redrive',
  'too-old': 'see what stood still; redrive, if rows that old are still of use',
  'too-large': 'see which sender repeats itself, discard',
  exhausted: 'see the function’s log; redrive once it is mended',
  'ambiguous-interval': 'have the sender send the sum of both passes, discard',
  unreadable: 'see who sends to the queue, discard',
};
