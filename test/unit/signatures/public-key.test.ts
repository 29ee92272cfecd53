import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { looksLikePublicKey, publicKeyIn } from '../../../shared/signatures/public-key.ts';

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

describe('what everybody may know', () => {
  const point = Buffer.concat([
    Buffer.of(4),
    Buffer.from(jwk.x ?? '', 'base64url'),
    Buffer.from(jwk.y ?? '', 'base64url'),
  ]);
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;

  test.each([
    ['a public key', spki],
    ['a set of JSON Web Keys', JSON.stringify({ keys: [jwk] })],
    ['a list of them', ` ${JSON.stringify([jwk])}`],
    ['the answer that a key came in', JSON.stringify({ id: 'key-1', public_key: spki })],
    ['a PEM cut short', pem.slice(0, 60)],
    ['the base64 of a PEM', Buffer.from(pem).toString('base64')],
    ['DER cut short', spki.slice(0, 80)],
    ['DER of another structure', rsa.export({ format: 'der', type: 'pkcs1' }).toString('base64')],
    ['the bare point of a curve', point.toString('base64')],
  ])('is %s, readable or not', (_, secret) => {
    expect(looksLikePublicKey(secret)).toBe(true);
  });

  test.each(['', 'configured-static-value', '0123456789abcdef', 'f'.repeat(64), 'a b+c/d', 'MASTER-TOKEN'])(
    'is not a token such as %j',
    (secret) => {
      expect(looksLikePublicKey(secret)).toBe(false);
    },
  );

  test('is no random token, in hex or in base64', () => {
    const random = Buffer.alloc(32, 7);
    for (const encoding of ['hex', 'base64', 'base64url'] as const)
      expect(looksLikePublicKey(random.toString(encoding))).toBe(false);
  });
});
