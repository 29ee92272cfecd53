import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** What stands before the 32 raw bytes of a key in its DER form: https://www.rfc-editor.org/rfc/rfc8410 */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The public key of 32 raw bytes; undefined where they are not as many. */
export function ed25519PublicKey(raw: Buffer): KeyObject | undefined {
  return raw.length === 32
    ? createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' })
    : undefined;
}

/** The private key of a seed of 32 bytes, or of the 64 that hold seed and public key. */
export function ed25519PrivateKey(raw: Buffer): KeyObject {
  return createPrivateKey({
    key: Buffer.concat([pkcs8Prefix, raw.subarray(0, 32)]),
    format: 'der',
    type: 'pkcs8',
  });
}

export function ed25519Verifies(key: KeyObject, message: Buffer, signature: Buffer): boolean {
  return signature.length === 64 && verify(null, message, key, signature);
}

/** In base64. */
export function ed25519Sign(key: KeyObject, message: Buffer): string {
  return sign(null, message, key).toString('base64');
}
