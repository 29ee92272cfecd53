import { spawn } from 'node:child_process';

/** Where a command runs. */
export type Surroundings = {
  readonly platform: NodeJS.Platform;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: boolean;
};

/** This process's own. */
export function surroundings(): Surroundings {
  return { platform: process.platform, variables: process.env, isTerminal: process.stdout.isTTY };
}

/**
 * The command that opens an address in the default browser; undefined where nobody would see it: in CI, without a terminal,
 * over SSH (it would open at the other end), or on a Linux without a desktop.
 */
export function browserCommand(
  url: string,
  { platform, variables, isTerminal }: Surroundings,
): readonly [program: string, ...words: string[]] | undefined {
  const has = (...names: string[]) => names.some((name) => variables[name]);
  if (!isTerminal || has('CI', 'SSH_CONNECTION', 'SSH_TTY')) return undefined;
  if (platform === 'darwin') return ['open', url];
  // The empty word is the window's title: without it, start takes the address for one.
  if (platform === 'win32') return ['cmd', '/c', 'start', '', url];
  return has('DISPLAY', 'WAYLAND_DISPLAY') ? ['xdg-open', url] : undefined;
}

/** Opens an address where somebody sees it. Never fails and waits for nothing: whoever called has printed the address. */
export function openInBrowser(url: string, where: Surroundings = surroundings()): void {
  const [program, ...words] = browserCommand(url, where) ?? [];
  if (program === undefined) return;
  const opener = spawn(program, words, { detached: true, stdio: 'ignore' });
  // A machine without xdg-open has its address in the terminal.
  opener.on('error', () => {});
  opener.unref();
}
