import { join } from 'node:path';
import type { LocalSource } from './run-assembly.ts';
import { quoted } from './shell.ts';

const root = join(import.meta.dirname, '../..');

/** A command line that signs a sample of the source with its current secret and sends it, from any directory. */
export function sendCommand({ name, url, secrets }: LocalSource): string {
  const [secret = ''] = secrets;
  const npm = `npm --prefix ${quoted(root)} run --silent send --`;
  return `${npm} ${name} --url ${quoted(url)} --secret ${quoted(secret)}`;
}
