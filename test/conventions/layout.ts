import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** A source file of the project and what it imports; paths are relative to the project's root. */
export type SourceFile = {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
};

const root = join(import.meta.dirname, '../..');

/** Every TypeScript file under these folders. */
export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => readSource(join(folder, path))),
  );
}

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function readSource(path: string): SourceFile {
  const text = readText(path);
  const specifiers = [
    ...text.matchAll(
      /(?:^|\n)(?:import|export)\s[^;]*?from\s+'([^']+)'|import\(\s*'([^']+)'|(?:^|\n)import\s+'([^']+)'/g,
    ),
  ];
  const imports = specifiers.map(([, from, dynamic, bare]) => from ?? dynamic ?? bare ?? '');
  return {
    path,
    text,
    imports: imports.map((name) => (name.startsWith('.') ? normalize(join(dirname(path), name)) : name)),
  };
}
