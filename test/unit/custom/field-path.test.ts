import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { knownPath, parseFieldPath, valueAt } from '../../../shared/custom/field-path.ts';

const payload = {
  a: { b: [{ c: 1 }, { c: 2 }], 'agent-id': 3, "it's": 4, 'say "x"': 5, naïve: 6, '': 7 },
  list: ['x', 'y'],
};
const item = { a: 'of the item' };

test.each([
  ['$.a.b[0].c', 1],
  ['$.a.b[-1].c', 2],
  ["$.a['agent-id']", 3],
  ['$["a"]["it\'s"]', 4],
  ["$.a['it\\'s']", 4],
  ['$.a[\'say "x"\']', 5],
  ['$.a["say \\u0022x\\""]', 5],
  ['$.a.naïve', 6],
  ["$.a['']", 7],
  ['$ .a [ "b" ] [0].c', 1],
  ['$', payload],
  ['@', item],
  ['@.a', 'of the item'],
  ['a', 'of the item'],
  ["['a']", 'of the item'],
  ['$.list[1]', 'y'],
  ['$.list[2]', undefined],
  ['$.list.length', undefined],
  ['$.list["0"]', undefined],
  ['$.a[0]', undefined],
  ['$.a.b.c', undefined],
  ['$.list[0].length', undefined],
])('the path %s leads to %j', (text, value) => {
  expect(valueAt({ payload, item }, knownPath(text))).toEqual(value);
});

test.each([
  '$a',
  '$..a',
  '$.a[*]',
  '$.a[0:1]',
  '$.a[?@.b]',
  'agent-id',
  '$.a.',
  'a b',
  '$[01]',
  '$[-0]',
  "$['a",
  '$["\\x"]',
  '.',
  '$.1a',
])('%j is no path of one value', (text) => {
  expect(parseFieldPath(text)).toBeUndefined();
});

test('finds whatever JSON holds at the path that names each step, and nothing of the prototype', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), fc.jsonValue(), (names, value) => {
      const text = `$${names.map((name) => `[${JSON.stringify(name)}]`).join('')}`;
      const holder: unknown = JSON.parse(
        names.reduceRight((inner, name) => `{${JSON.stringify(name)}:${inner}}`, JSON.stringify(value)),
      );
      const place = { payload: holder, item: undefined };
      expect(valueAt(place, knownPath(text))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(valueAt({ payload: {}, item: {} }, knownPath(text))).toBeUndefined();
    }),
  );
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
    expect(valueAt({ payload: {}, item: [] }, knownPath(`$.${name}`))).toBeUndefined();
});

test('throws nothing at any text and any value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.anything(), (text, value) => {
      const path = parseFieldPath(text);
      if (path) valueAt({ payload: value, item: value }, path);
    }),
  );
});
