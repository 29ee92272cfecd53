import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The buckets' objects, each a file. */
export type ObjectStore = {
  /** Writes an object and gives the file it lies in. */
  readonly put: (bucket: string, key: string, body: string) => string;
  readonly close: () => void;
};

/** Keeps each bucket in a directory of its own; without a directory for them all, they end with the run. */
export function openObjectStore(directory?: string): ObjectStore {
  const root = directory ?? mkdtempSync(join(tmpdir(), 'cloud-connect-adapter-buckets-'));
  return {
    put: (bucket, key, body) => {
      const path = join(root, bucket, ...key.split('/'));
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(path, body, { mode: 0o600 });
      return path;
    },
    close: () => {
      if (directory === undefined) rmSync(root, { recursive: true, force: true });
    },
  };
}
