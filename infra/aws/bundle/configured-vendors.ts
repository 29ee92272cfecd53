import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '../../../shared/configuration/configuration.ts';

const folder = join(import.meta.dirname, '../../../shared/sources');

/** `export { zoom } from './zoom.ts';`, or with another name: `export { amazonConnect as 'amazon-connect' } from …`. */
const line = /^export \{ (?:\w+ as )?'?([\w-]+)'? \} from '\.\/([\w-]+\.ts)';$/gm;

/** shared/sources/vendors.ts with the lines of the vendors alone that this configuration has sources of. */
export function configuredVendors({ sources }: Pick<Configuration, 'sources'>): string {
  const wanted = new Set(Object.values(sources).map(({ vendor }) => vendor));
  const lines = readFileSync(join(folder, 'vendors.ts'), 'utf8').matchAll(line);
  return Array.from(lines, ([text, vendor = '', file = '']) =>
    wanted.has(vendor) ? `${text.replace(`./${file}`, join(folder, file))}\n` : '',
  ).join('');
}
