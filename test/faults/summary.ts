import type { LedgerReport } from './run-ledger.ts';

/** A day's books in a few lines. */
export function summary(report: LedgerReport): string {
  const { changes, keys, rows, collisions, lost, problems, letters } = report;
  return [
    `seed ${report.seed}: ${report.webhooks} webhooks, ${changes} changes accepted of ${keys} keys, ${report.seconds} s`,
    `  vendors: ${report.duplicates} sent twice, ${report.retried} tried again, ${report.givenUp} given up`,
    `  faults: ${counted(report.faults)}; ${report.unspentFaults} unspent`,
    `  rows delivered: ${rows}; repeated keys (${report.repeatedKeys}): ${report.logs['duplicates'] ?? 0} refused`,
    `  dead letters: ${counted(letters)}`,
    `  collisions: ${collisions} (counted in one process: ${report.logs['collision'] ?? 0})`,
    `  lost: ${lost.length}${lost.length > 0 ? ` (${lost.join(', ')})` : ''}`,
    ...problems.map((problem) => `  PROBLEM: ${problem}`),
  ].join('\n');
}

export function addsUp({ lost, problems, unspentFaults }: LedgerReport): boolean {
  return lost.length + problems.length + unspentFaults === 0;
}

function counted(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}
