import { createHmac, createSecretKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SignatureRefused, Untranslatable } from '../../../shared/errors.ts';
import { equalInConstantTime } from '../../../shared/signatures/equal-in-constant-time.ts';
import { failClosed } from '../../../shared/signatures/fail-closed.ts';
import { hmac } from '../../../shared/signatures/hmac.ts';
import { requireFresh } from '../../../shared/signatures/require-fresh.ts';
import { requireHeader } from '../../../shared/signatures/require-header.ts';
import { requireSigner } from '../../../shared/signatures/require-signer.ts';

describe('equalInConstantTime', () => {
  test.each([
    ['', '', true],
    ['abc', 'abc', true],
    ['abc', 'abd', false],
    ['abc', 'ab', false],
    ['é', 'e', false],
    ['é', 'ab', false],
  ])('holds %j against %j: %s', (given, expected, same) => {
    expect(equalInConstantTime(given, expected)).toBe(same);
  });
});

describe('hmac', () => {
  test('agrees with test case 2 of RFC 4231, however the text is cut into parts', () => {
    const sha256 = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    const form = { algorithm: 'sha256', encoding: 'hex' } as const;
    expect(hmac('Jefe', ['what do ya want for nothing?'], form)).toBe(sha256);
    expect(hmac(Buffer.from('Jefe'), ['what do ya ', Buffer.from('want for nothing?')], form)).toBe(sha256);
  });

  test('takes a key of any bytes as it is: test cases 3 and 6 of RFC 4231', () => {
    const form = { algorithm: 'sha256', encoding: 'hex' } as const;
    expect(hmac(Buffer.alloc(20, 0xaa), [Buffer.alloc(50, 0xdd)], form)).toBe(
      '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
    );
    const text = 'Test Using Larger Than Block-Size Key - Hash Key First';
    expect(hmac(Buffer.alloc(131, 0xaa), [text], form)).toBe(
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    );
  });

  test('makes the same of a key as of the KeyObject that holds its bytes, also of one without any', () => {
    const form = { algorithm: 'sha512', encoding: 'base64' } as const;
    for (const key of [Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), Buffer.alloc(0)]) {
      const expected = createHmac('sha512', createSecretKey(key)).update('text').digest('base64');
      expect(hmac(key, ['text'], form)).toBe(expected);
    }
  });
});

describe('requireSigner', () => {
  const signed = (secret: string) => `v0=${secret}`;

  test('gives the secret that any of the signatures was made with', () => {
    expect(requireSigner(['v0=x', 'v0=old'], ['new', 'old'], signed)).toBe('old');
  });

  test.each([
    ['there is no secret', ['v0='], []],
    ['the only secret is empty', ['v0='], ['']],
    ['there is no signature', [], ['new']],
    ['none matches', ['v0=x', 'new', 'v0=newer'], ['new']],
  ])('refuses where %s', (_, given, secrets) => {
    expect(() => requireSigner(given, secrets, signed)).toThrow(SignatureRefused);
  });

  test('takes a signature made in any of the ways that one secret may sign', () => {
    const ways = (secret: string) => [`v0=${secret}`, `v1=${secret}`];
    expect(requireSigner(['v1=old'], ['new', 'old'], ways)).toBe('old');
    expect(() => requireSigner(['v2=old'], ['new', 'old'], ways)).toThrow(SignatureRefused);
  });

  test('names no secret and no signature in its refusal', () => {
    expect(() => requireSigner(['v0=given'], ['s3cret'], signed)).toThrow(/^(?!.*(s3cret|given)).*$/);
  });
});

describe('requireFresh', () => {
  const trust = { secrets: [], nowMs: 1_770_624_060_999, toleranceSeconds: 300 };

  test.each(['1770624060', '1770623760', '1770624360'])('accepts %s within the tolerance', (timestamp) => {
    expect(() => requireFresh(timestamp, trust)).not.toThrow();
  });

  test.each([
    '1770623759',
    '1770624361',
    '1770624060abc',
    ' 1770624060',
    '1.770624060e9',
    '-1770624060',
    '1770624060000',
    '0x69899b7c',
    '١٧٧٠٦٢٤٠٦٠',
    '',
  ])('refuses %j', (timestamp) => {
    expect(() => requireFresh(timestamp, trust)).toThrow(SignatureRefused);
  });

  test('refuses every time where no tolerance is given', () => {
    expect(() => requireFresh('1770624060', { ...trust, toleranceSeconds: null })).toThrow(SignatureRefused);
  });

  test('says how far the time is off, which way, and how far it may be', () => {
    expect(() => requireFresh('1770623060', trust)).toThrow('1000 s behind our clock, allowed are 300 s');
    expect(() => requireFresh('1770625060', trust)).toThrow('1000 s ahead of our clock');
  });
});

describe('requireHeader', () => {
  test('gives the header as it came', () => {
    expect(requireHeader({ headers: { 'x-sign': ' a' } }, 'x-sign')).toBe(' a');
  });

  test.each([{}, { 'x-sign': '' }, { 'x-sign': undefined }])('refuses %j, naming the header', (headers) => {
    expect(() => requireHeader({ headers }, 'x-sign')).toThrow('x-sign');
  });

  test('takes no header from the prototype', () => {
    expect(() => requireHeader({ headers: {} }, 'constructor')).toThrow(SignatureRefused);
  });
});

describe('failClosed', () => {
  const throwing = (error: Error) =>
    failClosed(() => {
      throw error;
    });

  test('turns an accident into a refusal, and keeps it as the cause', () => {
    const accident = new TypeError('boom');
    expect(throwing(accident)).toThrow(
      expect.objectContaining({ code: 'signature-refused', cause: accident }),
    );
  });

  test('takes bytes that cannot be read for a refusal too, since they are not genuine yet', () => {
    expect(throwing(new Untranslatable('not JSON'))).toThrow(SignatureRefused);
  });

  test('lets a refusal pass with its own words', () => {
    const own = new SignatureRefused('stale');
    expect(throwing(own)).toThrow(own);
  });
});
