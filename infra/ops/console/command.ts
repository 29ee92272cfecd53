import type { Manner } from '../command.ts';

export type ConsoleCommand = Manner & {
  readonly subject: 'console';
  /** 0 for any free one. */
  readonly port: number;
};
