import * as z from 'zod/mini';

/** How the bytes of a key are written in the stored secret; `whsec` is base64 behind `whsec_`, as in Standard Webhooks. */
export const secretEncoding = z.enum(['utf8', 'base64', 'base64url', 'hex', 'whsec']);
export type SecretEncoding = z.infer<typeof secretEncoding>;

/** The key's bytes; undefined where the secret is not written so, since half a key is an easy one. */
export function keyBytes(secret: string, encoding: SecretEncoding): Buffer | undefined {
  if (encoding === 'utf8') return secret ? Buffer.from(secret) : undefined;
  const text = encoding === 'whsec' ? secret.replace(/^whsec_/, '') : secret;
  const bytes = Buffer.from(text, encoding === 'whsec' ? 'base64' : encoding);
  const written = bytes.toString(encoding === 'whsec' ? 'base64' : encoding);
  return bytes.length > 0 && sameText(written, text) ? bytes : undefined;
}

/** A secret of these bytes, written so. */
export function secretOf(bytes: Buffer, encoding: SecretEncoding): string {
  if (encoding === 'whsec') return `whsec_${bytes.toString('base64')}`;
  return encoding === 'utf8' ? bytes.toString('base64url') : bytes.toString(encoding);
}

/** Padding may be left out and digits may be capitals: the bytes are the same. */
function sameText(written: string, given: string): boolean {
  const bare = (text: string) => text.replace(/=+$/, '');
  return bare(written) === bare(given) || (/^[\da-f]+$/i.test(given) && written === given.toLowerCase());
}
