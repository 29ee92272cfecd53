import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { quoted } from '../../infra/local/shell.ts';

export type Ended = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** `npm run` of a script with these words, as an operator types it, and perhaps what is piped in. */
export function npmRun([script = '', ...words]: readonly string[], piped = ''): Promise<Ended> {
  const line = ['npm', 'run', '--silent', script, '--', ...words].map(quoted).join(' ');
  return runCommandLine(line, { cwd: process.cwd(), piped });
}

/** A printed command line, pasted into a shell that is in no folder of ours. */
export function pasted(line: string): Promise<Ended> {
  return runCommandLine(line, { cwd: tmpdir(), piped: '' });
}

async function runCommandLine(line: string, { cwd, piped }: { cwd: string; piped: string }): Promise<Ended> {
  const child = spawn(line, { shell: true, cwd, stdio: 'pipe' });
  child.stdin.end(piped);
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await closed;
  return { status, stdout, stderr };
}
