import type { ConsoleCommand } from './console/command.ts';
import type { LettersCommand } from './dead-letters/command.ts';
import type { PeopleCommand } from './people/command.ts';
import type { SecretsCommand } from './secrets/command.ts';
import type { TraceCommand } from './trace/command.ts';
import type { VolumeCommand } from './volume/command.ts';

/** Which deployment: one on AWS, or the local run, by the address and credentials of its AWS. */
export type Target = DeployedTarget | LocalTarget;
export type DeployedTarget = { readonly environment: string; readonly region: string | undefined };
export type LocalTarget = {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/** How a command is done, whatever it is about. */
export type Manner = {
  readonly target: Target;
  /** Do it, where it changes anything. */
  readonly confirmed: boolean;
  readonly perSecond: number;
  readonly json: boolean;
};

/** What an operator wants done. */
export type Command =
  | ConsoleCommand
  | LettersCommand
  | PeopleCommand
  | SecretsCommand
  | TraceCommand
  | VolumeCommand;
