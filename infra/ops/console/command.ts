import type { Manner } from '../command.ts';

export type ConsoleCommand = Manner & {
  readonly subject: 'console';
  /** 0 for any free one. */
  readonly port: number;
  /** Whether the page is opened in the default browser, where somebody would see it. */
  readonly opensPage: boolean;
};
