import { createHmac } from 'node:crypto';

export type HmacForm = {
  readonly algorithm: 'sha1' | 'sha256' | 'sha512';
  readonly encoding: 'hex' | 'base64' | 'base64url';
};

/** The HMAC over the parts one after the other; a body goes in as the bytes it came in, never re-serialised. */
export function hmac(
  key: string | Buffer,
  parts: readonly (string | Buffer)[],
  { algorithm, encoding }: HmacForm,
): string {
  const digest = createHmac(algorithm, key);
  for (const part of parts) digest.update(part);
  return digest.digest(encoding);
}
