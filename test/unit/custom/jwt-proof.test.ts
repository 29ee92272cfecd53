import { createHash, generateKeyPairSync } from 'node:crypto';
import { exportJWK, exportSPKI, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { SignatureRefused } from '../../../shared/errors.ts';
import { declared, nowMs, webhookOf } from './sample.ts';

const nowSeconds = Math.floor(nowMs / 1000);
const body = Buffer.from('{"id":"1001"}');
const bodyHash = createHash('sha256').update(body).digest('hex');
const shared = 'shared-secret-of-at-least-64-bytes-0123456789-0123456789-0123456';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const keyOf = { H: Buffer.from(shared), R: rsa.privateKey, E: ec.privateKey };
const storedOf = {
  H: shared,
  R: await exportSPKI(rsa.publicKey),
  E: JSON.stringify(await exportJWK(ec.publicKey)),
};

function inHeader(algorithms: string[], rest: object = {}) {
  const verifier = {
    kind: 'jwt',
    in: 'header',
    name: 'Authorization',
    prefix: 'Bearer ',
    algorithms,
    bodyHashClaim: 'payload_hash',
    bodyHash: 'sha256-hex',
    ...rest,
  };
  const source = declared({ verifier });
  return (token: string, secrets: string[]) =>
    source.verify(webhookOf({ headers: { authorization: `Bearer ${token}` }, body }), {
      secrets,
      nowMs,
      toleranceSeconds: null,
      settings: source.entry,
    });
}

const claims = { payload_hash: bodyHash, exp: nowSeconds + 300 };
const signed = (alg: string, payload: object = claims, header: object = {}) =>
  new SignJWT({ ...payload })
    .setProtectedHeader({ alg, ...header })
    .sign(keyOf[alg[0] as keyof typeof keyOf]);

describe.each(['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'ES256'])(
  'a token of %s',
  (algorithm) => {
    const stored = storedOf[algorithm[0] as keyof typeof storedOf];

    test('made by another library is accepted, and refused under another key', async () => {
      const token = await signed(algorithm);
      expect(inHeader([algorithm])(token, ['no key at all', stored])).toBe(stored);
      expect(() => inHeader([algorithm])(token, ['no key at all'])).toThrow(SignatureRefused);
    });

    test('is refused where the entry names another algorithm', async () => {
      const others = algorithm.startsWith('HS') ? ['RS256'] : ['HS256'];
      expect(() => inHeader(others, {})).not.toThrow();
      const token = await signed(algorithm);
      expect(() => inHeader(others)(token, [stored])).toThrow(SignatureRefused);
    });
  },
);

describe('a token', () => {
  const verify = inHeader(['HS256']);

  test.each<[rule: string, payload: object]>([
    ['without exp', { payload_hash: bodyHash }],
    ['that has expired', { ...claims, exp: nowSeconds - 60 }],
    ['that is not valid yet', { ...claims, nbf: nowSeconds + 61 }],
    ['without the body’s hash', { exp: claims.exp }],
    ['with another body’s hash', { ...claims, payload_hash: bodyHash.replace(/^./, 'x') }],
    ['with a hash that is no text', { ...claims, payload_hash: 1 }],
    ['with an exp that is no number', { ...claims, exp: 'never' }],
  ])('%s is refused', async (_, payload) => {
    const token = await signed('HS256', payload).catch(() => 'none');
    expect(() => verify(token, [shared])).toThrow(SignatureRefused);
  });

  test('is accepted within the skew', async () => {
    expect(
      verify(await signed('HS256', { ...claims, exp: nowSeconds - 59, nbf: nowSeconds + 60 }), [shared]),
    ).toBe(shared);
  });

  test('that names no algorithm, or extensions that we do not know, is refused', async () => {
    const unsecured = new UnsecuredJWT(claims).encode();
    expect(() => verify(unsecured, [shared])).toThrow(SignatureRefused);
    const critical = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', crit: ['b64'], b64: true })
      .sign(keyOf.H);
    expect(() => verify(critical, [shared])).toThrow(SignatureRefused);
  });

  test('in another scheme of its header is refused', async () => {
    expect(() => inHeader(['HS256'], { prefix: 'Token ' })('x', [shared])).toThrow(SignatureRefused);
  });

  test('may stand in a field of the body, and then is the payload', async () => {
    const verifier = { kind: 'jwt', in: 'body', name: '$.jwt', algorithms: ['HS256'], payloadIsBody: true };
    const source = declared({ verifier });
    const token = await signed('HS256', { id: 7, exp: claims.exp });
    const webhook = webhookOf({ body: Buffer.from(JSON.stringify({ jwt: token })) });
    const trust = { secrets: [shared], nowMs, toleranceSeconds: null, settings: source.entry };
    expect(source.verify(webhook, trust)).toBe(shared);
    expect(source.parse(webhook)).toMatchObject({ content: { id: 7 } });
    expect(() => source.verify({ ...webhook, body: Buffer.from('{"jwt":7}') }, trust)).toThrow(
      SignatureRefused,
    );
  });
});
