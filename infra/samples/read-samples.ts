import { readdirSync, readFileSync } from 'node:fs';
import { ConfigurationError } from '../../shared/errors.ts';
import { sources } from '../../shared/sources/registry.ts';

/** A webhook's body as the vendor writes it, byte for byte; `name` is the file's without `.json`. */
export type Sample = { readonly name: string; readonly body: Buffer };

/** Every sample webhook of a vendor, by name; throws ConfigurationError for a vendor that has no source. */
export function readSamples(vendor: string): Sample[] {
  if (!Object.hasOwn(sources, vendor))
    throw new ConfigurationError(
      `no samples of ${vendor}: there are those of ${Object.keys(sources).join(', ')}`,
    );
  const folder = new URL(`${vendor}/`, import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ name: file.slice(0, -'.json'.length), body: readFileSync(new URL(file, folder)) }));
}
