import type { StoredDeadLetter, StoredDeadLetters } from '../../../shared/ports/stored-dead-letters.ts';

/** Dead letters that are kept in a list, from which those are taken that are removed. */
export function lettersIn(kept: StoredDeadLetter[]): StoredDeadLetters {
  return {
    all: async function* () {
      yield* [...kept];
    },
    remove: async (letter) => {
      const index = kept.indexOf(letter);
      if (index >= 0) kept.splice(index, 1);
      return index >= 0;
    },
  };
}
