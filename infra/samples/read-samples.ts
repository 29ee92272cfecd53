import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'node:path';
import { ConfigurationError } from '../../shared/errors.ts';
import { sources } from '../../shared/sources/registry.ts';
import type { UnsignedWebhook } from '../../shared/sources/source.ts';

/** A webhook as the vendor writes it, byte for byte, before it signs; `name` is the file's without its ending. */
export type Sample = UnsignedWebhook & { readonly name: string };

/** How a file's content is a webhook, by its ending: a body of one content type, or (`.http`) headers, a blank line and the body. */
const readers: Readonly<Record<string, (content: Buffer) => UnsignedWebhook>> = {
  '.json': (body) => ({ headers: { 'content-type': 'application/json' }, body }),
  '.form': (body) => ({
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: trimmed(body),
  }),
  '.http': readHttp,
};

/** Every sample of a vendor, by name; throws ConfigurationError for a vendor that has no source. */
export function readSamples(vendor: string): Sample[] {
  if (!Object.hasOwn(sources, vendor))
    throw new ConfigurationError(
      `no samples of ${vendor}: there are those of ${Object.keys(sources).join(', ')}`,
    );
  const folder = new URL(`${vendor}/`, import.meta.url);
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const { name, ext } = parse(file);
      const read = readers[ext];
      return read ? [{ name, ...read(readFileSync(new URL(file, folder))) }] : [];
    });
}

function readHttp(content: Buffer): UnsignedWebhook {
  const text = content.toString('utf8');
  const end = text.indexOf('\n\n');
  const lines = text.slice(0, end).split('\n');
  const headers = lines.map((line) => {
    const [name = '', ...value] = line.split(':');
    return [name.trim().toLowerCase(), value.join(':').trim()] as const;
  });
  return { headers: Object.fromEntries(headers), body: Buffer.from(text.slice(end + 2)) };
}

/** An editor's last line end is no part of a form's last value. */
function trimmed(body: Buffer): Buffer {
  return Buffer.from(body.toString('utf8').trimEnd());
}
