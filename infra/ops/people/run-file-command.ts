import { printable } from '../terminal.ts';
import { type Comparison, compare } from './compare.ts';
import { readRows } from './file/read-rows.ts';
import { type Import, importRows } from './import-rows.ts';
import { count } from './kinds.ts';
import type { Api } from './open-api.ts';
import { comparisonLines, comparisonObjects } from './tell-comparison.ts';
import { faultLines, faultObjects } from './tell-faults.ts';

/** Before an import, the counts matter: so many rows of each sort are shown. */
const mostBeforeImport = 20;

type Work = Import & { readonly api: Api };

/** Compares a file with the API's list, and imports what is new where that is confirmed; resolves with whether nothing is left. */
export async function runFileCommand(work: Work): Promise<boolean> {
  const { command, kind, accountId, api, terminal } = work;
  const { rows, passedOver } = await readRows(command.file, kind);
  const unused = printable(passedOver.join(', '));
  if (unused)
    terminal.progress.write(`passed over, as nothing here: column ${unused}
`);
  const faulty = rows.filter(({ faults }) => faults.length > 0);
  const sound = rows.filter(({ faults }) => faults.length === 0);
  tell(faultLines(faulty), faultObjects(faulty), work);
  if (faulty.length > 0 && !command.skipFaulty) {
    const remedy = 'correct the file, or go on without them by --skip-faulty';
    if (!command.json) terminal.print(`${faulty.length} of ${count(kind, rows.length)} faulty: ${remedy}`);
    return false;
  }
  const comparison = compare(
    sound.map(({ values }) => values),
    await api.list(kind, accountId),
  );
  if (command.action === 'diff' || !command.confirmed) {
    tellComparison(comparison, work);
    return faulty.length === 0;
  }
  const { length } = comparison.differing;
  if (length > 0)
    terminal.progress.write(`${count(kind, length)} there with another ${kind.fixed}: diff tells which\n`);
  return await importRows(comparison.added, faulty, work);
}

function tellComparison(comparison: Comparison, work: Work): void {
  const { command, kind, accountId, terminal } = work;
  const isImport = command.action === 'import';
  const lines = [
    printable(`${command.file} and the list of account ${accountId}:`),
    ...comparisonLines(comparison, kind, isImport ? mostBeforeImport : Number.POSITIVE_INFINITY),
    ...(isImport ? ['nothing was done: add --yes to send what is new'] : []),
  ];
  tell(lines, comparisonObjects(comparison, kind), { command, terminal });
}

function tell(
  lines: readonly string[],
  objects: readonly object[],
  { command, terminal: { print } }: Pick<Work, 'command' | 'terminal'>,
): void {
  for (const line of command.json ? objects.map((each) => JSON.stringify(each)) : lines) print(line);
}
