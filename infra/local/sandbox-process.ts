import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ConfigurationError } from '../../shared/errors.ts';
import { atExit } from './at-exit.ts';
import { wallTime } from './time/scaled-time.ts';

/** The stand-in for the Cloud Connect API, running as a process of its own. */
export type SandboxProcess = {
  readonly url: string;
  readonly userName: string;
  readonly password: string;
  readonly close: () => Promise<void>;
};

const entry = join(import.meta.dirname, '../sandbox/start.ts');
const credentials = { userName: 'api@sandbox.example', password: 'sandbox-password' };

/** Starts the sandbox; `dataFile` keeps its rows and its token key, `time` is what its clock shows. */
export async function startSandboxProcess(
  port: number,
  dataFile?: string,
  { clock, variables } = wallTime,
): Promise<SandboxProcess> {
  const { userName, password } = credentials;
  const child = spawn(process.execPath, [...clock, entry, ...(dataFile ? ['--data', dataFile] : [])], {
    env: {
      ...process.env,
      ...variables,
      SANDBOX_PORT: String(port),
      SANDBOX_USERNAME: userName,
      SANDBOX_PASSWORD: password,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  // A start that fails must not leave it behind, writing to a file that the next run opens.
  const exit = atExit(() => child.kill());
  void exited.then(exit.takeBack);
  const url = await Promise.race([
    announcedUrl(createInterface({ input: child.stdout })),
    exited.then(() => undefined),
  ]);
  if (!url) throw new ConfigurationError(`the sandbox did not start on port ${port}: see above`);
  child.stdout.resume();
  const close = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
  };
  return { url, userName, password, close };
}

async function announcedUrl(lines: AsyncIterable<string>): Promise<string | undefined> {
  for await (const line of lines) {
    const [, url] = /sandbox at (http:\S+)/.exec(line) ?? [];
    if (url) return url;
  }
  return undefined;
}
