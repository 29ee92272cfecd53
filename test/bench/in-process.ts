import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of its own: what it may write of, and how it is started. */
export type ProcessOptions = {
  readonly environment?: Readonly<Record<string, string>>;
  /** Node's own options, such as `--expose-gc`. */
  readonly flags?: readonly string[];
  /** The one core that it may run on, counted from 0; any where left out. */
  readonly core?: number;
};

/**
 * Runs a script in a fresh process, its log discarded, and gives what it sends to its parent; the input is its first
 * argument, as JSON. Throws with the script's own words where it sends an `error`, or ends without a word.
 */
export async function inProcess<Result>(
  script: string,
  input: unknown,
  { environment = {}, flags = [], core }: ProcessOptions = {},
): Promise<Result> {
  const { PATH = '' } = process.env;
  const child = fork(script, [JSON.stringify(input)], {
    env: { PATH, ...environment },
    ...(core === undefined ? { execArgv: [...flags] } : onCore(core, flags)),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let words = '';
  child.stderr?.on('data', (chunk) => {
    words += chunk;
  });
  let result: { readonly error?: string } | undefined;
  child.once('message', (message: object) => {
    result = message;
  });
  await once(child, 'close');
  if (!result || result.error) throw new Error(`${script} failed: ${result?.error ?? words.slice(-2000)}`);
  return result as Result;
}

/** How `fork` starts Node on one core alone. */
export function onCore(core: number, flags: readonly string[] = []) {
  return { execPath: 'taskset', execArgv: ['-c', String(core), process.execPath, ...flags] };
}
