/** `note` is well and worth knowing; `unknown` is what could not be looked at, for the reason it says. */
export type Outcome = 'ok' | 'note' | 'unknown' | 'warning' | 'failed';

/** What a check found. */
export type Finding = {
  readonly check: string;
  readonly outcome: Outcome;
  readonly says: string;
  /** One sentence: the command to run, or the heading of the README to read. */
  readonly remedy?: string;
};

/** A finding without its check's name, which the check itself adds. */
export type Found = Omit<Finding, 'check'>;

export const ok = (says: string): Found => ({ outcome: 'ok', says });
export const note = (says: string, remedy: string): Found => ({ outcome: 'note', says, remedy });
export const warning = (says: string, remedy: string): Found => ({ outcome: 'warning', says, remedy });
export const failed = (says: string, remedy: string): Found => ({ outcome: 'failed', says, remedy });
export const unknown = (says: string, remedy?: string): Found => ({
  outcome: 'unknown',
  says,
  ...(remedy !== undefined && { remedy }),
});

/** The worst finding: 0 where all is well, 1 where anything is to be looked after or could not be looked at, 2 where anything failed. */
export function exitCodeOf(findings: readonly Pick<Finding, 'outcome'>[]): 0 | 1 | 2 {
  if (findings.some(({ outcome }) => outcome === 'failed')) return 2;
  return findings.some(({ outcome }) => outcome === 'warning' || outcome === 'unknown') ? 1 : 0;
}
