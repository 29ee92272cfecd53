import { readText } from './layout.ts';

/** The rows of the README's table whose header begins so, cell by cell. */
export function readmeTable(header: string): readonly (readonly string[])[] {
  const [, after] = readText('README.md').split(`\n${header}`);
  if (after === undefined) throw new Error(`the README has no table that begins with ${header}`);
  const [table = ''] = after.split('\n\n');
  const lines = table.split('\n').slice(2);
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
