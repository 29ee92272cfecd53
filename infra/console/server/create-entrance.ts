import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigurationError } from '../../../shared/errors.ts';
import { redirectPage } from './redirect-page.ts';

export type Entrance = {
  /** The address (`file:`) of a page that leads on to `url`, in place of the one before; throws ConfigurationError where no file can be written. */
  readonly open: (url: string) => string;
  /** Removes the page, where there is one. */
  readonly remove: () => void;
};

/**
 * Tells the browser an address that nobody else may know. The program that opens a browser has what it is to open in its
 * command line, which everybody on this machine can read; so that is a file which only its owner can read.
 */
export function createEntrance(lastsMs: number): Entrance {
  let folder: string | undefined;
  let expiry: NodeJS.Timeout | undefined;
  const remove = () => {
    clearTimeout(expiry);
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    folder = undefined;
  };
  return {
    open: (url) => {
      remove();
      try {
        // It is made for its owner alone (0700).
        folder = mkdtempSync(join(tmpdir(), 'cloud-connect-adapter-console-'));
        const file = join(folder, 'console.html');
        writeFileSync(file, redirectPage(url), { mode: 0o600, flag: 'wx' });
        expiry = setTimeout(remove, lastsMs).unref();
        return pathToFileURL(file).href;
      } catch (cause) {
        remove();
        const way = 'call with --no-open, and open the printed address';
        throw new ConfigurationError(`${tmpdir()} takes no file that leads a browser here: ${way}`, {
          cause,
        });
      }
    },
    remove,
  };
}
