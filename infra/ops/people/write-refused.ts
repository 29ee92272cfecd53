import { writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import { ConfigurationError } from '../../../shared/errors.ts';
import { refusedHeader } from './file/match-headers.ts';
import type { Kind, Values } from './kinds.ts';

/** A row that is not at the API, and why. */
export type Left = { readonly values: Values; readonly why: string };

/**
 * Writes the rows beside the file they came from, why they are left in the last column: corrected, it can be imported as it
 * is. No file is written over, because somebody may be correcting it. Resolves with the path.
 */
export async function writeRefused(path: string, left: readonly Left[], kind: Kind): Promise<string> {
  const header = [...kind.fields.map(({ name }) => name), refusedHeader];
  const rows = left.map(({ values, why }) => [...values, why]);
  // With the byte order mark, without which Excel takes UTF-8 for something else.
  return await writeNew(path, stringify([header, ...rows], { bom: true }));
}

async function writeNew(path: string, text: string): Promise<string> {
  const origin = path.replace(/\.refused(?:-\d+)?\.csv$/, '');
  for (let number = 1; ; number += 1) {
    const candidate = `${origin}.refused${number > 1 ? `-${number}` : ''}.csv`;
    try {
      await writeFile(candidate, text, { flag: 'wx' });
      return candidate;
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') continue;
      throw new ConfigurationError(`${candidate} cannot be written (${String(cause)})`, { cause });
    }
  }
}
