import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { Unavailable } from '../../../shared/errors.ts';
import type { Target } from '../command.ts';
import type { OpenDeployment } from '../open-deployment.ts';
import type { Account } from '../watch/open-account.ts';
import type { Found } from './finding.ts';

/** Thrown where the deployment could not be opened, which one check tells the reason of. */
export class NotOpen extends Unavailable {
  constructor() {
    super('the deployment is not open');
  }
}

/** What is examined. */
export type Patient = {
  readonly target: Target;
  /** What was deployed from the file here, as the file stands now; throws ConfigurationError where it is wrong or missing. */
  readonly configuration: () => Promise<Configuration>;
  /** Throws what kept it from being opened: there is none, or AWS does not answer. */
  readonly opening: () => Promise<OpenDeployment>;
  /** The same for all who need not tell why: throws NotOpen. */
  readonly deployment: () => Promise<OpenDeployment>;
  /** Undefined of the local run, which has none. */
  readonly account: Account | undefined;
  /** The template that this checkout makes of a configuration. */
  readonly synthesize: (configuration: Configuration) => Promise<unknown>;
  /** These words as a command line for this deployment, such as `dead-letters list`. */
  readonly command: (words: string) => string;
  /** The command line that deploys it. */
  readonly deploy: string;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
};

/** One thing that is looked at; what it throws is what it could not look at, and why. */
export type Check = {
  readonly name: string;
  /** Half a minute where left out. */
  readonly withinMs?: number;
  readonly look: (patient: Patient) => Promise<readonly Found[]>;
};
