import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { publicKeyIn } from '../../../shared/signatures/public-key.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const jwk = publicKey.export({ format: 'jwk' });

describe('a public key', () => {
  test.each([
    ['PEM', publicKey.export({ format: 'pem', type: 'spki' }).toString()],
    ['PEM with white space around it', `\n${publicKey.export({ format: 'pem', type: 'spki' })}  `],
    ['base64 of its DER', spki],
    ['a JSON Web Key', JSON.stringify(jwk)],
    ['a JSON Web Key with more fields', JSON.stringify({ ...jwk, kid: 'key1', alg: 'ES256' })],
    ['the PEM of its private key', privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()],
    ['the JSON Web Key of its private key', JSON.stringify(privateKey.export({ format: 'jwk' }))],
  ])('is read from %s', (_, secret) => {
    const found = publicKeyIn(secret);
    expect(found?.type).toBe('public');
    expect(found?.export({ format: 'jwk' })).toEqual(jwk);
  });

  test.each(['', '0123456789abcdef', 'f'.repeat(64), '{}', '{', '-----BEGIN PUBLIC KEY-----', spki.slice(4)])(
    'is not read from %j',
    (secret) => {
      expect(publicKeyIn(secret)).toBeUndefined();
    },
  );
});
