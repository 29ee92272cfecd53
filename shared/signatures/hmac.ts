import { createHmac } from 'node:crypto';

export type HmacForm = {
  readonly algorithm: 'sha1' | 'sha256' | 'sha512';
  readonly encoding: 'hex' | 'base64' | 'base64url';
};

/**
 * The HMAC over the parts one after the other; a body goes in as the bytes it came in, never re-serialised. Bytes of a key are
 * given to Node as text, a character each: of a Buffer it first finds out that it is no KeyObject, which takes five times as
 * long as the HMAC of a webhook.
 */
export function hmac(
  key: string | Buffer,
  parts: readonly (string | Buffer)[],
  { algorithm, encoding }: HmacForm,
): string {
  const digest =
    typeof key === 'string'
      ? createHmac(algorithm, key)
      : createHmac(algorithm, key.toString('latin1'), { encoding: 'latin1' });
  for (const part of parts) digest.update(part);
  return digest.digest(encoding);
}
