import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A server in a process of its own. */
export type Served = { readonly url: string; readonly close: () => Promise<void> };

/** Runs one of the servers of this folder on the first core, so that the generator has the other. */
export async function serve(script: 'our-server.ts' | 'plain-server.ts', input: object): Promise<Served> {
  const child = fork(join(import.meta.dirname, script), [JSON.stringify(input)], {
    execPath: 'taskset',
    execArgv: ['-c', '0', process.execPath],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const died = once(child, 'exit').then(() => {
    throw new Error(`${script} ended before it listened`);
  });
  const [{ url }] = await Promise.race([once(child, 'message'), died]);
  died.catch(() => {});
  return {
    url,
    close: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
