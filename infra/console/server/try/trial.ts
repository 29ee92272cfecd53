import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import type { Step, StepName } from '../../data.ts';

/** What trying a payload out may know; it reaches nothing but the signing secrets. */
export type Trial = {
  readonly configuration: Configuration;
  /** A source's signing secrets, the current one first. */
  readonly secretsOf: (source: string) => Promise<readonly string[]>;
  /** Whether these secrets are made up for the trial, since the deployment's are not the console's to read. */
  readonly secretsAreMadeUp: boolean;
  readonly now: () => number;
};

/** A step that was gone through, its facts and what it made left out where there is none. */
export function step(
  name: StepName,
  outcome: Step['outcome'],
  what: string,
  more: Partial<Pick<Step, 'facts' | 'made'>> = {},
): Step {
  return { name, outcome, what, facts: more.facts ?? [], made: more.made ?? [] };
}

/** The steps that a payload did not come to. */
export function notReached(...names: readonly StepName[]): Step[] {
  return names.map((name) => step(name, 'not-reached', 'It did not come to this.'));
}

export function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
