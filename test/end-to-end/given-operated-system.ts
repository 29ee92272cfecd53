import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Configuration } from '../../shared/configuration/configuration.ts';
import { type ApiInFront, startApiInFront } from './api-in-front.ts';
import { denialsIn } from './given-local-run.ts';
import { type OperatedSystem, startOperated } from './operated-system.ts';

/** A system that all tests of a file share, and the API that it delivers to. */
export type GivenSystem = {
  readonly api: ApiInFront;
  readonly run: OperatedSystem;
  /** A folder for the tests' files, which goes after them. */
  readonly scratch: string;
  /** What the system reported, a line each; grows. */
  readonly lines: readonly string[];
  /** Those of them that tell of a grant which a role lacks. */
  readonly denials: () => readonly string[];
  /** Closes the system and starts it on the same data with this configuration. */
  readonly restart: (configure: Configure) => Promise<void>;
};

type Configure = (configuration: Configuration) => Configuration;

/** Starts a system before the tests of a file and closes it after them; `configure` changes `local.json`. */
export function givenOperatedSystem(configure: Configure = (same) => same): GivenSystem {
  const scratch = mkdtempSync(join(tmpdir(), 'operated-'));
  const lines: string[] = [];
  let started: { readonly api: ApiInFront; readonly run: OperatedSystem } | undefined;
  const system = () => {
    if (!started) throw new Error('the system starts with the first test of the file');
    return started;
  };
  const startOn = async (api: ApiInFront, how: Configure) => {
    started = { api, run: await startOperated({ scratch, api, lines, configure: how }) };
  };
  beforeAll(async () => startOn(await startApiInFront(), configure));
  afterAll(async () => {
    await started?.run.close();
    await started?.api.close();
    rmSync(scratch, { recursive: true, force: true });
  });
  return {
    get api() {
      return system().api;
    },
    get run() {
      return system().run;
    },
    scratch,
    lines,
    denials: () => denialsIn(lines),
    restart: async (how) => {
      const { api, run } = system();
      await run.close();
      await startOn(api, how);
    },
  };
}
