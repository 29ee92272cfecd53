import type { DeadLetterReason } from '../../../../shared/ports/dead-letters.ts';

type Words = { readonly plainly: string; readonly remedy: string };

/** Why something is a dead letter, for who has never seen the product, and what to do about it. */
export const letterWords: Readonly<Record<DeadLetterReason, Words>> = {
  untranslatable: {
    plainly:
      'The webhook is genuine, but is not of the shape that its source knows, so no event could be read from it.',
    remedy: 'Update the source, deploy, then redrive.',
  },
  'unmapped-state': {
    plainly:
      'The agent’s state has no WFM code: no table has it, it has no class, and there is no code for the unmapped.',
    remedy: 'Give it a code on the Codes page, deploy, then redrive.',
  },
  'unusable-name': {
    plainly:
      'A vendor announced a user whose name no row of a person can hold: a part of it is missing, or longer than 20 characters.',
    remedy: 'Import the agent by people import, with a first and a last name, then discard this one.',
  },
  refused: {
    plainly: 'The Cloud Connect API refused this row while it took others.',
    remedy: 'Put right what its words name (an unknown agent, say) at CommunityWFM, then redrive.',
  },
  'too-old': {
    plainly: 'It waited, or came, so late that it could no longer be delivered without being asked for.',
    remedy: 'See what stood still. Redrive if rows that old are still of use, else discard.',
  },
  'too-large': {
    plainly: 'More is told of this one contact than is kept of any.',
    remedy: 'See which sender repeats itself, then discard.',
  },
  exhausted: {
    plainly: 'The function died on it, or failed on it, every time it was tried.',
    remedy: 'See the function’s log; redrive once it is mended.',
  },
  'ambiguous-interval': {
    plainly:
      'A ready volume row of an hour that the account’s clock shows twice, which does not say which of the two it is.',
    remedy: 'Have the sender send the sum of both with "pass": "both", then discard this one.',
  },
  unreadable: {
    plainly: 'A message in the queue that is none of the adapter’s own.',
    remedy: 'See who sends to the queue, then discard.',
  },
};
