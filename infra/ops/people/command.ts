import type { Manner } from '../command.ts';

export const listActions = ['list', 'unknown'] as const;
export const fileActions = ['import', 'diff'] as const;

type About = Manner & {
  readonly subject: 'people' | 'collection-points';
  /** Undefined where the deployment has but one. */
  readonly account: string | undefined;
};

export type ListCommand = About & { readonly action: (typeof listActions)[number] };
export type FileCommand = About & {
  readonly action: (typeof fileActions)[number];
  readonly file: string;
  /** Go on with the rows of the file that have no fault. */
  readonly skipFaulty: boolean;
};

export type PeopleCommand = ListCommand | FileCommand;
