import type { Input } from './input.ts';

/** Where a command's words go, whence its answers come, and the time it takes; an argument, so that tests need neither screen nor waiting. */
export type Terminal = {
  /** A line of the result. */
  readonly print: (line: string) => void;
  /** Whether the result goes to a screen, and into no pipe and no file. */
  readonly isTerminal: boolean;
  /** What goes by while it works, apart from the result. */
  readonly progress: { readonly write: (text: string) => void; readonly isTerminal: boolean };
  readonly input: Input;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Opens an address in the operator's browser, where there is one to be seen. */
  readonly openPage: (url: string) => void;
  /** Resolves once the operator ends what goes on until then. */
  readonly stopped: () => Promise<unknown>;
};

/** Vendors' words may hold anything; what would steer a terminal is shown as JSON would write it. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** The same of a text of several lines. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** Writes lines that steer no terminal, whoever's words they repeat: JSON, too, leaves some such characters as they are. */
export function printer(write: (line: string) => void): Terminal['print'] {
  return (line) => write(printable(line));
}

/** At most so many characters, the rest told by an ellipsis. */
export function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1).toWellFormed()}…` : text;
}

/** How long the longest cell of each column is. */
export function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const longest = (index: number) => rows.reduce((most, row) => Math.max(most, row[index]?.length ?? 0), 0);
  return (rows[0] ?? []).map((_, index) => longest(index));
}

/** Lines with their cells under each other, two spaces apart. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = widthsOf(rows);
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
