import { type Audit, type Finding, isAtLeast, type Severity } from './audit-report.ts';

/** From which severity on a finding fails the audit: what ships reads strangers' bytes, what only builds and tests does not. */
export const failsFrom = { ships: 'moderate', builds: 'high' } as const satisfies Record<string, Severity>;

export type AuditOutcome = {
  readonly lines: readonly string[];
  /** 1 where something has to be done; 2 where nobody knows, because the registry did not answer. */
  readonly exitCode: 0 | 1 | 2;
};

/** What an audit found, in lines for a person; `ships` tells of an installed place whether a function's bundle may hold it. */
export function tellAudit(audit: Audit, ships: (path: string) => boolean): AuditOutcome {
  if ('failure' in audit)
    return {
      lines: [
        `The registry told nothing (${audit.failure}).`,
        'The audit asks npm’s registry for advisories: it needs the network, and a registry that serves them.',
      ],
      exitCode: 2,
    };
  const shipped = audit.findings.filter(({ paths }) => paths.some(ships));
  const building = audit.findings.filter((finding) => !shipped.includes(finding));
  const isGrave = shipped.some((finding) => isAtLeast(finding, failsFrom.ships));
  const isGraveInBuilding = building.some((finding) => isAtLeast(finding, failsFrom.builds));
  return {
    lines: [
      ...section(`ships in the functions (fails from ${failsFrom.ships} on)`, shipped),
      ...section(`only builds and tests (fails from ${failsFrom.builds} on)`, building),
    ],
    exitCode: isGrave || isGraveInBuilding ? 1 : 0,
  };
}

function section(what: string, findings: readonly Finding[]): string[] {
  const lines = findings.map(
    ({ name, severity, because, remedy }) => `  ${severity.padEnd(8)} ${name}: ${because}; remedy: ${remedy}`,
  );
  return [`${findings.length} known in what ${what}`, ...lines];
}
