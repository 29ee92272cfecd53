import { readFileSync, writeFileSync } from 'node:fs';
import { isMet, type SavedReport, savedReport } from './report.ts';

const path = new URL('../../README.md', import.meta.url);
const [begin, end] = ['<!-- speed: written by npm run bench -- --readme -->', '<!-- end of speed -->'];

/** The benches that the README quotes, in the order in which a reader asks. */
const quoted = [
  'cold-start',
  'hot-path',
  'drain',
  'delivery',
  'peers',
  'freshness',
  'event-cost',
  'capacity',
] as const;

/** Writes the figures that were kept last between the README's two marks. */
export function writeReadme(): void {
  writeFileSync(path, withSpeed(readFileSync(path, 'utf8'), quoted.map(savedReport)));
}

/** The README with these figures; throws where it has no place for them. */
export function withSpeed(readme: string, reports: readonly (SavedReport | undefined)[]): string {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the README has no place for the figures: ${begin} … ${end}`);
  const told = reports.flatMap((report) => (report ? [goalTable(report)] : []));
  return `${readme.slice(0, from + begin.length)}\n\n${told.join('\n\n')}\n\n${readme.slice(to)}`;
}

/** The goals where the bench has some, else its table. */
function goalTable(report: SavedReport): string {
  const { bench, about, goals, head, rows, measuredOn, machine } = report;
  const title = `**${bench}** (${measuredOn}, ${machine}): ${about}.`;
  if (goals.length === 0) return `${title}\n\n${markdown(head, rows)}`;
  return `${title}\n\n${markdown(
    ['', 'measured', 'goal', ''],
    goals.map((goal) => [
      goal.what,
      goal.measured.toFixed(2),
      `${goal.bound} ${goal.goal}`,
      isMet(goal) ? '' : 'missed',
    ]),
  )}`;
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
