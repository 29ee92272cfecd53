import { join } from 'node:path';
import { hostOf, isLoopback } from '../../shared/configuration/urls.ts';
import type { RunningAssembly } from './run-assembly.ts';
import { quoted } from './shell.ts';

const root = join(import.meta.dirname, '../..');

const npm = `npm --prefix ${quoted(root)} run --silent ops --`;

/** A command line of the operators' for this run, from any directory. */
export function opsCommand(words: string, { url, administrator }: RunningAssembly['aws']): string {
  return `${npm} ${words} --local ${quoted(localTarget(url, administrator))}`;
}

/** Where a webhook was sent to: the deployment of this environment, where one was named, or the local run with this target. */
export type SentTo = {
  readonly url: string;
  readonly environment?: string | undefined;
  readonly local?: string | undefined;
};

/** A command line, from any directory, that tells what became of this id; undefined where it is not known which run or deployment took it. */
export function traceCommand(id: string, { url, environment, local }: SentTo): string | undefined {
  if (local !== undefined) return `${npm} trace ${quoted(id)} --local ${quoted(local)}`;
  if (environment === undefined || isOnThisMachine(url)) return undefined;
  return `${npm} trace ${quoted(id)} --environment ${environment}`;
}

/** The run's AWS and who may do everything in it, in one address. */
export function localTarget(
  url: string,
  { accessKeyId, secretAccessKey }: RunningAssembly['aws']['administrator'],
): string {
  return url.replace('//', `//${accessKeyId}:${secretAccessKey}@`);
}

function isOnThisMachine(url: string): boolean {
  return isLoopback(url) || hostOf(url) === 'localhost';
}
