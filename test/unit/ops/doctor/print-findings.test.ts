import { expect, test } from 'vitest';
import { failed, note, ok, unknown, warning } from '../../../../infra/ops/doctor/finding.ts';
import { printFindings, summaryOf } from '../../../../infra/ops/doctor/print-findings.ts';
import { screen } from '../sample.ts';

const findings = [
  ok('login works'),
  note('nobody sent', 'send'),
  unknown('not seen', 'try again'),
  warning('a letter', 'list it'),
  failed('it\n  fails\u001b[2J', 'mend it'),
].map((found) => ({ check: 'login', ...found }));

function printed(json: boolean) {
  const { terminal, lines } = screen();
  printFindings(findings, terminal, json);
  return lines;
}

test('each finding is a line with its mark, the check’s name before the first alone, and its remedy below it', () => {
  const lines = printed(false);
  expect(lines.slice(0, 7)).toEqual([
    '✔ login         login works',
    '·               nobody sent',
    '                → send',
    '–               not seen',
    '                → try again',
    '!               a letter',
    '                → list it',
  ]);
  expect(lines[7]).toMatch(/^✘ +it fails/);
  expect(lines[7]).not.toContain('\u001b');
});

test('as JSON each finding is an object on a line of its own', () => {
  expect(printed(true).map((line) => JSON.parse(line))).toEqual(findings);
});

test('the summary counts the worst first, and leaves out what there is none of', () => {
  expect(summaryOf(findings)).toBe('1 failed, 1 warning, 1 not looked at, 1 note, 1 well');
  expect(summaryOf([{ check: 'login', ...ok('a') }])).toBe('1 well');
});
