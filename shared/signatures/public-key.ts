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

/** JSON, PEM, or the base64 of a PEM. */
const keyText = /^(?:[[{]|-----BEGIN |LS0tLS1CRUdJTi)/;
/** What the DER of a key names its algorithm by: EC, RSA, ed25519. */
const keyOids = ['2a8648ce3d0201', '2a864886f70d0101', '2b6570'].map((oid) => Buffer.from(oid, 'hex'));
/** An uncompressed point of P-256, P-384 or P-521. */
const pointLengths: ReadonlySet<number> = new Set([65, 97, 133]);

/**
 * Whether a stored secret is a public key, or may be one in a form that cannot be read: a set of keys, the answer it was
 * fetched with, one cut short. Everybody may know it, so that where a token may be stored beside keys it is none.
 */
export function looksLikePublicKey(secret: string): boolean {
  const text = secret.trim();
  if (keyText.test(text) || publicKeyIn(text)) return true;
  const bytes = Buffer.from(text, 'base64');
  return isDer(bytes) || (bytes[0] === 4 && pointLengths.has(bytes.length));
}

/** A sequence that is as long as it says, or one that names a key's algorithm. */
function isDer(bytes: Buffer): boolean {
  if (bytes[0] !== 0x30) return false;
  const [, first = 0, second = 0, third = 0] = bytes;
  const said = first < 0x80 ? first + 2 : first === 0x81 ? second + 3 : second * 256 + third + 4;
  return said === bytes.length || keyOids.some((oid) => bytes.includes(oid));
}
