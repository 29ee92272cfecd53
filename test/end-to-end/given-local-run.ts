import { afterAll, beforeAll } from 'vitest';
import { type LocalRun, startLocalRun } from '../../infra/local/local-run.ts';

/** A run that all tests of a file share. */
export type GivenRun = {
  readonly run: LocalRun;
  /** What it reported, a line each; grows. */
  readonly lines: readonly string[];
  /** Those of them that tell of a grant which a role lacks. */
  readonly denials: () => readonly string[];
};

/** Starts the local run before the tests of a file, on ports of its own, with windows of a second, and closes it after them. */
export function givenLocalRun(): GivenRun {
  const lines: string[] = [];
  let run: LocalRun | undefined;
  beforeAll(async () => {
    const options = { port: 0, sandboxPort: 0, windowSeconds: 1, sourceSecrets: {} };
    run = await startLocalRun(options, (what, text) => lines.push(`${what} ${text}`));
  });
  afterAll(() => run?.close());
  return {
    get run() {
      if (!run) throw new Error('the run starts with the first test of the file');
      return run;
    },
    lines,
    denials: () => denialsIn(lines),
  };
}

/** The lines that tell of a grant which a role lacks. */
export function denialsIn(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line.startsWith('denied'));
}
