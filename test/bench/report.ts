import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { tableOf } from './figures.ts';

/** What a figure is to be at most (`≤`) or at least (`≥`). */
export type Goal = {
  readonly what: string;
  readonly measured: number;
  readonly bound: '≤' | '≥';
  readonly goal: number;
};

/** What a bench has measured. */
export type Report = {
  readonly bench: string;
  /** What was measured, on how much, in how many rounds. */
  readonly about: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly goals: readonly Goal[];
  /** Everything behind the table. */
  readonly figures: unknown;
};

/** How thoroughly a bench measures. */
export type BenchOptions = {
  /** In place of the bench's own number. */
  readonly rounds?: number;
};

export type SavedReport = Report & { readonly measuredOn: string; readonly machine: string };

const folder = new URL('results/', import.meta.url);

export function isMet({ measured, bound, goal }: Goal): boolean {
  return bound === '≤' ? measured <= goal : measured >= goal;
}

/** The table and the goals as text; the same figures as JSON in the last line. */
export function tell(report: Report): void {
  const { bench, about, head, rows, goals } = report;
  console.log(`\n${bench}: ${about}\n\n${tableOf(head, rows)}\n`);
  for (const goal of goals)
    console.log(
      `${isMet(goal) ? 'met   ' : 'missed'} ${goal.what}: ${goal.measured.toFixed(2)}, goal ${goal.bound} ${goal.goal}`,
    );
  console.log(JSON.stringify(report));
}

/** Keeps a report as the one that the README quotes. */
export function save(report: Report): void {
  mkdirSync(folder, { recursive: true });
  const saved: SavedReport = {
    measuredOn: new Date().toISOString().slice(0, 10),
    machine: machine(),
    ...report,
  };
  writeFileSync(new URL(`${report.bench}.json`, folder), `${JSON.stringify(saved, null, 2)}\n`);
}

/** The report that was kept last; undefined where none was. */
export function savedReport(bench: string): SavedReport | undefined {
  try {
    return JSON.parse(readFileSync(new URL(`${bench}.json`, folder), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function machine(): string {
  const [cpu] = cpus();
  return `${availableParallelism()} × ${cpu?.model.trim() || 'unnamed processor'}, Node ${process.versions.node}`;
}
