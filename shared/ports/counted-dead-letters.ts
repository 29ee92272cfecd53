import type { Metrics } from '../metrics.ts';
import type { DeadLetters } from './dead-letters.ts';

/** Dead letters that are counted once they are written: in all, for the alarm, and by reason. */
export function countedDeadLetters(deadLetters: DeadLetters, metrics: Metrics): DeadLetters {
  return {
    put: async (letter) => {
      await deadLetters.put(letter);
      metrics('DeadLetters', 1);
      metrics('DeadLetters', 1, { reason: letter.reason });
    },
  };
}
