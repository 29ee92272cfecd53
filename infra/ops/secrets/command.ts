import type { Manner } from '../command.ts';

/** What is done with the secret of a source. */
export const sourceActions = ['set', 'add', 'rotate', 'drop-previous', 'generate'] as const;
export type SourceAction = (typeof sourceActions)[number];

export type SourceSecretCommand = Manner & {
  readonly subject: 'secrets';
  readonly action: SourceAction;
  /** By its name in the configuration. */
  readonly source: string;
};

export type SecretsCommand =
  | SourceSecretCommand
  | (Manner & { readonly subject: 'secrets'; readonly action: 'set-credentials' | 'status' });
