import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ConfigurationError } from '../../../shared/errors.ts';

/** A file of the built page. */
export type PageFile = { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> };

/** The page as `npm run build:console` wrote it, which is kept in the repository so that running it needs no build. */
export const builtPage = join(import.meta.dirname, '../built');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** What a browser asks for by itself where a page names no icon, such as the one that leads in. */
const unnamedIcon = '/favicon.ico';

/** Every file of the page by its path in the URL, read once; throws ConfigurationError where there is none. */
export function readPage(directory: string = builtPage): ReadonlyMap<string, PageFile> {
  try {
    const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
      extname(name),
    );
    const files = new Map(
      names.map((name) => [`/${name}`, fileOf(name, readFileSync(join(directory, name)))]),
    );
    const icon = files.get('/icon.svg');
    return icon ? files.set(unnamedIcon, icon) : files;
  } catch (cause) {
    throw new ConfigurationError(`${directory} has no page: npm run build:console makes it`, { cause });
  }
}

/** A script's or style's name holds its content's hash, so that the browser may keep it. */
function fileOf(name: string, body: Buffer): PageFile {
  const type = types[extname(name)] ?? 'application/octet-stream';
  const cache = name.startsWith('assets/') ? 'max-age=31536000, immutable' : 'no-cache';
  return { body, headers: { 'content-type': type, 'cache-control': cache } };
}
