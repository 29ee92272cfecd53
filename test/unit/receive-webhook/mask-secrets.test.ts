import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskSecrets } from '../../../shared/receive-webhook/mask-secrets.ts';

const masked = (text: string, ...secrets: string[]) => maskSecrets(Buffer.from(text), secrets).toString();

describe('maskSecrets', () => {
  it('masks every occurrence of every secret', () => {
    expect(masked('a one b two c one', 'one', 'two')).toBe('a [masked] b [masked] c [masked]');
  });

  it('masks the longer of two secrets whole where one holds the other', () => {
    expect(masked('key-2024', 'key', 'key-2024')).toBe('[masked]');
  });

  it.each([
    ['JSON', JSON.stringify('a"b\\c/dé')],
    ['JSON with escaped slashes', '"a\\"b\\\\c\\/dé"'],
    ['JSON with escaped characters', '"a\\u0022b\\u005Cc\\u002fd\\u00E9"'],
    ['a URL', encodeURIComponent('a"b\\c/dé')],
    ['a URL in lower case', encodeURIComponent('a"b\\c/dé').toLowerCase()],
  ])('masks a secret as %s writes it', (_where, text) => {
    expect(masked(text, 'a"b\\c/dé').replaceAll('"', '')).toBe('[masked]');
  });

  it('masks a space written as a plus, and takes signs of regular expressions for themselves', () => {
    expect(masked('q=a+b.c', 'a b.c')).toBe('q=[masked]');
    expect(masked('a bxc', 'a b.c')).toBe('a bxc');
  });

  it('gives up at once on a text that almost holds a secret', () => {
    const almost = `${'a"'.repeat(40)}c`.repeat(100);
    expect(masked(almost, `${'a"'.repeat(40)}b`)).toBe(almost);
  });

  it('ignores an empty secret', () => {
    expect(masked('abc', '')).toBe('abc');
  });

  it('leaves bytes alone that hold no secret, text or not', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(maskSecrets(Buffer.from(bytes), ['a secret that is not there'])).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('leaves no secret in any text that holds it', () => {
    const secret = fc.string({ unit: 'binary', minLength: 8 }).filter((text) => !'[masked]'.includes(text));
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (hidden, before, after) => {
        const text = JSON.stringify({ token: hidden, note: before + hidden + after });
        expect(masked(text, hidden)).not.toContain(JSON.stringify(hidden).slice(1, -1));
      }),
    );
  });
});
