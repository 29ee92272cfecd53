import { expect, test } from 'vitest';
import { printable, printableLines, printer } from '../../../infra/ops/terminal.ts';

/** Clears the screen, sets a title, moves the cursor (by one byte), turns the text around, breaks the line, joins invisibly. */
const hostile = [
  '\u001b[2J',
  '\u001b]0;title\u0007',
  '\u009b1m',
  '\u202e',
  '\u2028',
  '\u200b',
  '\r',
  '\ud800',
  '\u{e0041}',
];

test.each(hostile)('%j is shown as JSON would write it', (text) => {
  expect(printable(`a${text}b`)).toMatch(/^a[\x20-\x7e]+b$/);
  expect(JSON.parse(`"${printable(text)}"`)).toBe(text);
});

test('names in any script stay as they are', () => {
  expect(printable('Zoë 山田 🎧 “x”')).toBe('Zoë 山田 🎧 “x”');
});

test('a line is printed escaped once, and JSON stays the JSON it was', () => {
  const lines: string[] = [];
  const print = printer((line) => lines.push(line));
  const data = { detail: hostile.join(' ') };
  print(JSON.stringify(data));
  print(printable('\u001b[2J'));
  expect(JSON.parse(lines[0] ?? '')).toEqual(data);
  expect(lines[0]).toMatch(/^[\x20-\x7e]*$/);
  expect(lines[1]).toBe('\\u001b[2J');
});

test('a message of several lines keeps them', () => {
  expect(printableLines('x is wrong:\n  a\u001b[1m: b')).toBe('x is wrong:\n  a\\u001b[1m: b');
});
