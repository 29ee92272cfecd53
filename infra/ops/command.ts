import type { DeadLetterReason } from '../../shared/ports/dead-letters.ts';

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

/** Which deployment: one on AWS, or the local run, by the address and credentials of its AWS. */
export type Target =
  | { readonly environment: string; readonly region: string | undefined }
  | { readonly endpoint: string; readonly accessKeyId: string; readonly secretAccessKey: string };

/** What an operator wants done. */
export type Command = {
  readonly action: Action;
  readonly target: Target;
  readonly filter: Filter;
  /** Do it, where it changes anything. */
  readonly confirmed: boolean;
  readonly perSecond: number;
  readonly json: boolean;
};
