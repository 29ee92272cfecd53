import { join } from 'node:path';
import type { RunningAssembly } from './run-assembly.ts';
import { quoted } from './shell.ts';

const root = join(import.meta.dirname, '../..');

/** A command line of the operators' for this run, from any directory. */
export function opsCommand(words: string, { url, administrator }: RunningAssembly['aws']): string {
  return `npm --prefix ${quoted(root)} run --silent ops -- ${words} --local ${quoted(localTarget(url, administrator))}`;
}

/** The run's AWS and who may do everything in it, in one address. */
export function localTarget(
  url: string,
  { accessKeyId, secretAccessKey }: RunningAssembly['aws']['administrator'],
): string {
  return url.replace('//', `//${accessKeyId}:${secretAccessKey}@`);
}
