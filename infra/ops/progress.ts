import type { Terminal } from './terminal.ts';

/** Tells how far a work has come; lines are written between the steps of a bar without spoiling it. */
export type Progress = {
  readonly advance: () => void;
  readonly line: (text: string) => void;
};

const barLength = 30;
/** Where there is no terminal, a log: each tenth of a long work has a line, and of a short one only the end. */
const log = { lines: 10, fromParts: 100 } as const;

/** A bar on a terminal; elsewhere a line at the end, and each tenth of the way of a long work. */
export function createProgress(
  total: number,
  { progress: { write, isTerminal } }: Pick<Terminal, 'progress'>,
): Progress {
  let done = 0;
  const everySo = total < log.fromParts ? total : Math.ceil(total / log.lines);
  const bar = () => {
    const filled = Math.round((barLength * done) / total);
    return `\r[${'#'.repeat(filled)}${'.'.repeat(barLength - filled)}] ${done} of ${total}`;
  };
  return {
    advance: () => {
      done += 1;
      if (isTerminal) write(done < total ? bar() : `${bar()}\n`);
      else if (done % everySo === 0 || done === total) write(`${done} of ${total}\n`);
    },
    // `\r` and "erase to the end of the line" take the bar away; the next step draws it again.
    line: (text) => write(isTerminal ? `\r\u001b[K${text}\n` : `${text}\n`),
  };
}
