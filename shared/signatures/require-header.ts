import { SignatureRefused } from '../errors.ts';
import type { Webhook } from '../sources/source.ts';

/** A header that the scheme cannot do without, as it came; throws SignatureRefused where it is missing or empty. */
export function requireHeader({ headers }: Pick<Webhook, 'headers'>, name: string): string {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  if (!value) throw new SignatureRefused(`the header ${name} is missing, and nothing else proves the sender`);
  return value;
}
