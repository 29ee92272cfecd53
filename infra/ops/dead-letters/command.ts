import type { DeadLetterReason } from '../../../shared/ports/dead-letters.ts';
import type { Manner } from '../command.ts';

export const actions = ['list', 'show', 'redrive', 'discard'] as const;
export type Action = (typeof actions)[number];

/** Which dead letters: those that every part of it holds for; an empty list asks for nothing. */
export type Filter = {
  readonly ids: readonly string[];
  readonly reasons: readonly DeadLetterReason[];
  readonly sources: readonly string[];
  readonly agents: readonly string[];
  readonly collectionPoints: readonly string[];
  /** Instants by when they were first seen: from this one on, and before that one. */
  readonly from: string | undefined;
  readonly to: string | undefined;
};

export type LettersCommand = Manner & {
  readonly subject: 'dead-letters';
  readonly action: Action;
  readonly filter: Filter;
};
