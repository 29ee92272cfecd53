import * as z from 'zod/mini';

const severities = ['info', 'low', 'moderate', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** What `npm audit --json` tells; a package that only depends on a vulnerable one names that one in `via`. */
const report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      severity: z.enum(severities),
      range: z.string(),
      nodes: z.array(z.string()),
      via: z.array(z.union([z.string(), z.object({ title: z.string(), url: z.string() })])),
      fixAvailable: z.union([z.boolean(), z.object({ name: z.string(), version: z.string() })]),
    }),
  ),
});

/** What npm writes in its place where the registry gave no answer. */
const failure = z.object({ message: z.string() });

export type Finding = {
  readonly name: string;
  readonly severity: Severity;
  /** Where it is installed, as the lock file names the places. */
  readonly paths: readonly string[];
  /** The advisories, or the packages that bring them. */
  readonly because: string;
  readonly remedy: string;
};

/** The gravest first; in place of findings npm's words where it could not ask. */
export type Audit = { readonly findings: readonly Finding[] } | { readonly failure: string };

/** What the output of `npm audit --json` says. */
export function readAudit(output: string): Audit {
  const data = jsonOr(output);
  const parsed = report.safeParse(data);
  if (!parsed.success)
    return { failure: failure.safeParse(data).data?.message ?? output.trim().slice(0, 300) };
  const findings = Object.entries(parsed.data.vulnerabilities).map(
    ([name, { severity, range, nodes, via, fixAvailable }]) => ({
      name: `${name} ${range}`,
      severity,
      paths: nodes,
      because: via
        .map((each) => (typeof each === 'string' ? each : `${each.title} (${each.url})`))
        .join('; '),
      remedy: remedyOf(fixAvailable),
    }),
  );
  return {
    findings: findings.toSorted((one, other) => weightOf(other.severity) - weightOf(one.severity)),
  };
}

export function isAtLeast({ severity }: Finding, least: Severity): boolean {
  return weightOf(severity) >= weightOf(least);
}

function weightOf(severity: Severity): number {
  return severities.indexOf(severity);
}

function remedyOf(fix: boolean | { readonly name: string; readonly version: string }): string {
  if (typeof fix === 'object') return `take ${fix.name} ${fix.version}`;
  return fix ? 'a version within the range has it mended' : 'none yet';
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
