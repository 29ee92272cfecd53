import { expect, test } from 'vitest';
import { Untranslatable } from '../../../shared/errors.ts';
import { parseJson } from '../../../shared/sources/parse-json.ts';

const parse = (text: string) => parseJson(Buffer.from(text));

test.each([
  ['an integer beyond 2^53', '{"id":9007199254740993001}', { id: '9007199254740993001' }],
  ['a negative one', '[-9007199254740993]', ['-9007199254740993']],
  ['one at the top level', '12345678901234567890', '12345678901234567890'],
  [
    'one after whitespace or a comma',
    '{"one" :\n\t9007199254740993,"more":[1,-9007199254740993, 9007199254740993]}',
    { one: '9007199254740993', more: [1, '-9007199254740993', '9007199254740993'] },
  ],
  ['one that a double happens to hold', '[10000000000000000]', ['10000000000000000']],
])('keeps %s as a string of its digits', (_, text, value) => {
  expect(parse(text)).toEqual(value);
});

test.each([
  ['the largest safe integer', '[9007199254740991]', [9007199254740991]],
  ['a long fraction', '[0.12345678901234567890]', [0.12345678901234568]],
  ['an exponent', '[1000000000000000000000e-20]', [10]],
  [
    'long digits within a string',
    '["a 12345678901234567890","\\"12345678901234567890"]',
    ['a 12345678901234567890', '"12345678901234567890'],
  ],
  ['long digits in a key', '{"12345678901234567890":1}', { '12345678901234567890': 1 }],
])('leaves %s as JSON means it', (_, text, value) => {
  expect(parse(text)).toEqual(value);
});

test('keeps a __proto__ key as data', () => {
  const value = parse('{"__proto__":{"polluted":true},"id":12345678901234567890}');
  expect(Object.keys(Object(value))).toEqual(['__proto__', 'id']);
  expect(Object(value).polluted).toBeUndefined();
});

test('drops a byte order mark', () => {
  expect(parse('\uFEFF{}')).toEqual({});
});

test.each([
  ['no JSON', Buffer.from('{"a":')],
  ['nothing', Buffer.alloc(0)],
  ['not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
  ['a long number with a leading zero', Buffer.from('[012345678901234567890]')],
  ['a long number as a key', Buffer.from('{12345678901234567890:1}')],
  ['deep nesting that never ends', Buffer.from('['.repeat(1_000_000))],
])('throws Untranslatable where the body is %s', (_, body) => {
  expect(() => parseJson(body)).toThrow(Untranslatable);
});

test('does not repeat the body in its message', () => {
  expect(() => parse('{"token":"s3cret"')).toThrow(/^the body \(17 bytes\) is not JSON in UTF-8$/);
});
