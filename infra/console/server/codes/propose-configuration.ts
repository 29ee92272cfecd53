import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { applyEdits, findNodeAtLocation, getNodeValue, modify, parseTree } from 'jsonc-parser';
import { parseConfiguration } from '../../../../shared/configuration/parse-configuration.ts';
import { ConfigurationError } from '../../../../shared/errors.ts';
import type { CodeEdit, Proposal } from '../../data.ts';
import { diffLines } from './diff-lines.ts';

/** An environment's file as it stands. */
export type EnvironmentFile = { readonly fileName: string; readonly text: string };

/** Throws ConfigurationError where there is none. */
export function readEnvironmentFile(environment: string, directory: string): EnvironmentFile {
  const fileName = `${environment}.json`;
  try {
    return { fileName, text: readFileSync(join(directory, fileName), 'utf8') };
  } catch (cause) {
    throw new ConfigurationError(`${join(directory, fileName)} cannot be read (${String(cause)})`, { cause });
  }
}

/**
 * The environment's file with these codes in it, to be saved by whoever wants it: nothing is written. What is beside them
 * stays as it is, to the letter. An empty code takes the entry out.
 */
export function proposeConfiguration(
  { fileName, text }: EnvironmentFile,
  edits: readonly CodeEdit[],
): Proposal {
  const changed = edits.reduce(withEdit, text);
  return { fileName, text: changed, diff: diffLines(text, changed), faults: faultsOf(changed, fileName) };
}

function withEdit(text: string, { source, kind, word, code, stateClass }: CodeEdit): string {
  const path = ['sources', source, 'codes', kind === 'state' ? 'states' : 'reasons', word];
  const entry = kind === 'state' ? { code, stateClass } : code;
  // Written as it is, an entry would be laid out anew.
  if (isDeepStrictEqual(valueAt(text, path), code === '' ? undefined : entry)) return text;
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };
  return applyEdits(text, modify(text, path, code === '' ? undefined : entry, { formattingOptions }));
}

function valueAt(text: string, path: readonly string[]): unknown {
  const root = parseTree(text);
  const node = root && findNodeAtLocation(root, [...path]);
  // Its objects have no prototype, by which they would differ from every other.
  return node && structuredClone(getNodeValue(node));
}

function faultsOf(text: string, fileName: string): readonly string[] {
  try {
    parseConfiguration(JSON.parse(text), fileName);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError)
      return error.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim());
    return [String(error)];
  }
}
