import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

export const projectRoot = join(import.meta.dirname, '../..');

/** A package as the lock file has it. */
const locked = z.object({
  version: z.optional(z.string()),
  license: z.optional(z.string()),
  dev: z.optional(z.boolean()),
  devOptional: z.optional(z.boolean()),
  optional: z.optional(z.boolean()),
});

const lockFile = z.object({ packages: z.record(z.string(), locked) });

export type LockedPackage = {
  readonly name: string;
  readonly version: string;
  /** Where it is installed, below the project. */
  readonly path: string;
  /** As its package.json says it: an SPDX expression; undefined where the lock file does not tell. */
  readonly license: string | undefined;
  /** Whether a function's bundle may hold it: it is neither a tool nor one of the Nodes that npm brings. */
  readonly ships: boolean;
};

/** Every package of the lock file but the project itself. */
export function lockedPackages(): readonly LockedPackage[] {
  const { packages } = lockFile.parse(
    JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')),
  );
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version = '', license, dev, devOptional, optional }]) => ({
      name: path.split('node_modules/').at(-1) ?? path,
      version,
      path,
      license,
      ships: !dev && !devOptional && !optional,
    }));
}
