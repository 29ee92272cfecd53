import type { Recount } from '../../../shared/roll-up/recount-request.ts';
import type { Manner } from '../command.ts';

/** What is done with the rows of a time. */
export const rowActions = ['show', 'resend'] as const;
export const actions = [...rowActions, 'run'] as const;

export type RowsCommand = Manner & {
  readonly subject: 'volume';
  readonly action: (typeof rowActions)[number];
  readonly selection: Recount;
};
/** A run of the roll-up is of no rows in particular: it sends what is due. */
export type RunCommand = Manner & { readonly subject: 'volume'; readonly action: 'run' };

export type VolumeCommand = RowsCommand | RunCommand;
