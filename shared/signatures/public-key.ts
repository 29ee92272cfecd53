import { createPublicKey, type KeyObject } from 'node:crypto';

/**
 * The public key that a stored secret holds, in whichever form its vendor hands it out: PEM, a JSON Web Key, or the base64
 * of its DER. The public half where it is a private key; undefined for anything else, a token for one.
 */
export function publicKeyIn(secret: string): KeyObject | undefined {
  try {
    return readKey(secret.trim());
  } catch {
    // What cannot be read as a key is none, and never verifies anything.
    return undefined;
  }
}

function readKey(text: string): KeyObject {
  if (text.startsWith('-----BEGIN ')) return createPublicKey(text);
  if (text.startsWith('{')) return createPublicKey({ key: JSON.parse(text), format: 'jwk' });
  return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
}
