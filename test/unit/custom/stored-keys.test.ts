import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SignatureRefused } from '../../../shared/errors.ts';
import { declared, nowMs, webhookOf } from './sample.ts';

const unsigned = { headers: { 'content-type': 'application/json' }, body: Buffer.from('{"id":"1001"}') };
const broken = ['{oops', '-----BEGIN PUBLIC KEY-----', 'whsk_AAAA', 'whpk_AAAA'];

describe.each<[kind: string, verifier: object]>([
  ['jwt', { kind: 'jwt', in: 'body', payloadIsBody: true, algorithms: ['RS256'], requireExp: false }],
  ['jws-detached', { kind: 'jws-detached', signatureHeader: 'x-jws', template: '{body}' }],
  ['ed25519', { kind: 'ed25519', signatureHeader: 'x-sig', encoding: 'hex', template: '{body}' }],
])('a public key that is stored for %s', (kind, verifier) => {
  const source = declared({ verifier });
  const privateKey = source.secretFrom(Buffer.alloc(32, 7));
  const { headers, body } = source.sign(unsigned, { secret: privateKey, nowMs, settings: source.entry });
  const publicKey = kind === 'ed25519' ? ed25519Key() : createPublicKey(rsaKey(privateKey));
  const verify = (secrets: string[]) =>
    source.verify(webhookOf({ headers, body }), {
      secrets,
      nowMs,
      toleranceSeconds: null,
      settings: source.entry,
    });

  test('may be a PEM, a JSON Web Key or the base64 of its DER', () => {
    const pem = String(publicKey.export({ type: 'spki', format: 'pem' }));
    const jwk = JSON.stringify(publicKey.export({ format: 'jwk' }));
    const der = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    for (const stored of [pem, jwk, der]) expect(verify([stored])).toBe(stored);
  });

  test('proves a webhook beside stored texts that are no keys', () => {
    const pem = String(publicKey.export({ type: 'spki', format: 'pem' }));
    expect(verify([...broken, pem])).toBe(pem);
    expect(() => verify(broken)).toThrow(SignatureRefused);
  });

  test('proves nothing where it is of another kind', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    expect(() => verify([String(other.export({ type: 'spki', format: 'pem' }))])).toThrow(SignatureRefused);
  });
});

function rsaKey(jwk: string) {
  return createPrivateKey({ key: JSON.parse(jwk), format: 'jwk' });
}

/** Of the seed that `secretFrom` was given: https://www.rfc-editor.org/rfc/rfc8410 */
function ed25519Key() {
  const seed = Buffer.alloc(32, 7);
  const key = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  return createPublicKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
}
