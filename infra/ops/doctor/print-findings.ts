import { counted } from '../counted.ts';
import { printable, type Terminal } from '../terminal.ts';
import type { Finding, Outcome } from './finding.ts';

const marks = { ok: '✔', note: '·', unknown: '–', warning: '!', failed: '✘' } as const satisfies Record<
  Outcome,
  string
>;
/** As long as the longest name of a check. */
const nameLength = 13;

/** A line for each finding, with the remedy below it where there is one. */
export function printFindings(
  findings: readonly Finding[],
  { print }: Pick<Terminal, 'print'>,
  json: boolean,
): void {
  for (const [index, finding] of findings.entries()) {
    if (json) {
      print(JSON.stringify(finding));
      continue;
    }
    const { check, outcome, says, remedy } = finding;
    const name = index === 0 ? check : '';
    print(`${marks[outcome]} ${name.padEnd(nameLength)} ${oneLine(says)}`);
    if (remedy !== undefined) print(`${' '.repeat(nameLength + 3)}→ ${oneLine(remedy)}`);
  }
}

/** `14 well, 1 warning`. */
export function summaryOf(findings: readonly Finding[]): string {
  const number = (outcome: Outcome) => findings.filter((finding) => finding.outcome === outcome).length;
  const parts = [
    number('failed') > 0 && `${number('failed')} failed`,
    number('warning') > 0 && counted(number('warning'), 'warning'),
    number('unknown') > 0 && `${number('unknown')} not looked at`,
    number('note') > 0 && counted(number('note'), 'note'),
  ].filter((part) => part !== false);
  return [...parts, `${number('ok')} well`].join(', ');
}

/** An error of the configuration has a line for each fault. */
function oneLine(text: string): string {
  return printable(text.replace(/\s*\n\s*/g, ' '));
}
