import type { DeadLetterReason } from '../../../shared/ports/dead-letters.ts';

/** Why something is a dead letter. */
export type ReasonWords = {
  /** In a few words, for a list. */
  readonly short: string;
  /** In a sentence, for who has never seen the product. */
  readonly plainly: string;
  /** What to do, as the README has it under Dead letters: a clause, to be put into a sentence or made one. */
  readonly remedy: string;
};

/** What every command and the console say of a reason. */
export const reasonWords: Readonly<Record<DeadLetterReason, ReasonWords>> = {
  untranslatable: {
    short: 'not of a shape that its source knows',
    plainly:
      'The webhook is genuine, but is not of the shape that its source knows, so no event could be read from it.',
    remedy: 'update the source, deploy, then redrive',
  },
  'unmapped-state': {
    short: 'a state without a code',
    plainly:
      'The agent’s state has no WFM code: no table has it, it has no class, and there is no code for the unmapped.',
    remedy:
      'add it to the source’s codes (the console’s Codes page shows the change to make), deploy, then redrive',
  },
  'unusable-name': {
    short: 'a name that no person’s row can hold',
    plainly:
      'A vendor announced a user whose name no row of a person can hold: a part of it is missing, or longer than 20 characters.',
    remedy: 'import the agent by people import, with a first and a last name, then discard',
  },
  refused: {
    short: 'refused by the API',
    plainly: 'The Cloud Connect API refused this row while it took others.',
    remedy: 'put right what its words name (an unknown agent, say) at CommunityWFM, then redrive',
  },
  'too-old': {
    short: 'too late to be delivered unasked',
    plainly: 'It waited, or came, so late that it could no longer be delivered without being asked for.',
    remedy: 'see what stood still; redrive if rows that old are still of use, else discard',
  },
  'too-large': {
    short: 'more than is kept of one contact',
    plainly: 'More is told of this one contact than is kept of any.',
    remedy: 'see which sender repeats itself, then discard',
  },
  exhausted: {
    short: 'failed every time',
    plainly: 'The function died on it, or failed on it, every time it was tried.',
    remedy: 'see the function’s log; redrive once it is mended',
  },
  'ambiguous-interval': {
    short: 'of an hour that the clock shows twice',
    plainly:
      'A ready volume row of an hour that the account’s clock shows twice, which does not say which of the two it is.',
    remedy: 'have the sender send the sum of both with "pass": "both", then discard',
  },
  unreadable: {
    short: 'not a message of the adapter',
    plainly: 'A message in the queue that is none of the adapter’s own.',
    remedy: 'see who sends to the queue, then discard',
  },
};
