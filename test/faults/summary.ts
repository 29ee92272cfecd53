import type { LedgerReport } from './run-ledger.ts';

/** A day's books in a few lines. */
export function summary(report: LedgerReport): string {
  const { changes, keys, rows, collisions, lost, letters, contacts, volumeRows } = report;
  return [
    `seed ${report.seed}: ${report.webhooks} webhooks, ${changes} changes accepted of ${keys} keys, ${report.seconds} s`,
    `  vendors: ${report.duplicates} sent twice, ${report.retried} tried again, ${report.givenUp} given up`,
    `  faults: ${counted(report.faults)}; ${report.unspentFaults} unspent`,
    `  rows delivered: ${rows}; repeated keys (${report.repeatedKeys}): ${report.logs['duplicates'] ?? 0} refused`,
    `  volume: ${contacts} contacts in ${volumeRows} rows`,
    `  dead letters: ${counted(letters)}`,
    `  told: ${counted(toldOf(report.logs))}`,
    `  collisions: ${collisions} (counted in one process: ${report.logs['collision'] ?? 0})`,
    `  lost: ${lost.length}${lost.length > 0 ? ` (${lost.join(', ')})` : ''}`,
    ...problemsOf(report).map((problem) => `  PROBLEM: ${problem}`),
  ].join('\n');
}

/** The books of all these days together. */
export function totals(reports: readonly LedgerReport[]): string {
  const sum = (of: (report: LedgerReport) => number) => reports.reduce((total, one) => total + of(one), 0);
  const addUp = (all: readonly Readonly<Record<string, number>>[]) => {
    const counts: Record<string, number> = {};
    for (const [name, count] of all.flatMap((one) => Object.entries(one)))
      counts[name] = (counts[name] ?? 0) + count;
    return counted(counts);
  };
  return [
    `${reports.length} days: ${sum(({ webhooks }) => webhooks)} webhooks, ${sum(({ changes }) => changes)} changes accepted of ${sum(({ keys }) => keys)} keys`,
    `  vendors: ${sum(({ duplicates }) => duplicates)} sent twice, ${sum(({ retried }) => retried)} tried again, ${sum(({ givenUp }) => givenUp)} given up`,
    `  faults: ${addUp(reports.map(({ faults }) => faults))}`,
    `  rows delivered: ${sum(({ rows }) => rows)}`,
    `  volume: ${sum(({ contacts }) => contacts)} contacts in ${sum(({ volumeRows }) => volumeRows)} rows`,
    `  dead letters: ${addUp(reports.map(({ letters }) => letters))}`,
    `  collisions: ${sum(({ collisions }) => collisions)}`,
    `  lost: ${sum(({ lost }) => lost.length)}`,
  ].join('\n');
}

const worthTelling = [
  'messages-not-handled',
  'suspects-handled-alone',
  'delay-not-taken',
  'contact-not-recorded',
];

function toldOf(logs: LedgerReport['logs']): Record<string, number> {
  return Object.fromEntries(worthTelling.map((event) => [event, logs[event] ?? 0]));
}

export function problemsOf({ problems, volumeProblems }: LedgerReport): readonly string[] {
  return [...problems, ...volumeProblems];
}

export function addsUp(report: LedgerReport): boolean {
  return report.lost.length + problemsOf(report).length + report.unspentFaults === 0;
}

function counted(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}
