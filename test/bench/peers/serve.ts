import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onCore } from '../in-process.ts';

/** A server in a process of its own. */
export type Served = {
  readonly url: string;
  /** What it has taken of a core since it was started, in milliseconds. */
  readonly cpuMs: () => number;
  readonly close: () => Promise<void>;
};

/** The servers run on the first core, so that the generator has the other. */
export const serverCore = 0;

/** Runs one of the servers of this folder. */
export async function serve(
  script: 'our-server.ts' | 'front-server.ts' | 'plain-server.ts',
  input: object,
): Promise<Served> {
  const child = fork(join(import.meta.dirname, script), [JSON.stringify(input)], {
    ...onCore(serverCore),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const died = once(child, 'exit').then(() => {
    throw new Error(`${script} ended before it listened`);
  });
  const [{ url }] = await Promise.race([once(child, 'message'), died]);
  died.catch(() => {});
  return { url, cpuMs: () => cpuMsOf(child), close: () => ended(child) };
}

/** Ticks of 10 ms in user and system mode: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
export function cpuMsOf({ pid }: ChildProcess): number {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user = NaN, system = NaN] = fields.split(' ').slice(11, 13).map(Number);
  return (user + system) * 10;
}

export async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}
