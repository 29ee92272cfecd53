import { describe, expect, test } from 'vitest';
import { compilePattern } from '../../../infra/local/event-bus/compile-pattern.ts';

const event = {
  version: '0',
  source: 'aws.partner/genesys.com/cloud/org/adapter',
  'detail-type': 'v2.users.{id}.presence',
  resources: ['arn:aws:a', 'arn:aws:b'],
  detail: {
    topicName: 'v2.users.1.presence',
    count: 5,
    isActive: true,
    empty: '',
    nothing: null,
    eventBody: { system: 'Available', tags: [] },
    participants: [
      { role: 'agent', state: 'held' },
      { role: 'customer', state: 'talking' },
    ],
  },
};

const matches = (pattern: unknown) => compilePattern(pattern, 'Rule')(event);
const detail = (pattern: object) => matches({ detail: pattern });

describe('a pattern', () => {
  test('matches when every field it names has one of its values', () => {
    expect(matches({ version: ['1', '0'], detail: { count: [5], isActive: [true] } })).toBe(true);
    expect(matches({ version: ['0'], detail: { count: [6] } })).toBe(false);
  });

  test('matches a list by any of its elements', () => {
    expect(matches({ resources: ['arn:aws:b', 'arn:aws:z'] })).toBe(true);
    expect(matches({ resources: ['arn:aws:z'] })).toBe(false);
  });

  test('matches fields named together within one element of a list', () => {
    expect(detail({ participants: { role: ['agent'], state: ['held'] } })).toBe(true);
    expect(detail({ participants: { role: ['agent'], state: ['talking'] } })).toBe(false);
  });

  test('tells null, the empty text and a missing field apart', () => {
    expect(detail({ nothing: [null] })).toBe(true);
    expect(detail({ empty: [''] })).toBe(true);
    expect(detail({ nothing: [''] })).toBe(false);
    expect(detail({ missing: [null] })).toBe(false);
  });

  test('tells a number from the text that shows it', () => {
    expect(detail({ count: ['5'] })).toBe(false);
  });

  test('matches no field of what an event only inherits', () => {
    expect(detail({ toString: [{ exists: true }] })).toBe(false);
  });

  test('matches one of the patterns under $or, beside its other fields', () => {
    expect(detail({ count: [5], $or: [{ isActive: [false] }, { empty: [''] }] })).toBe(true);
    expect(detail({ count: [5], $or: [{ isActive: [false] }, { empty: ['x'] }] })).toBe(false);
    expect(detail({ count: [6], $or: [{ isActive: [true] }, { empty: [''] }] })).toBe(false);
  });
});

describe('an operator', () => {
  test.each<[string, object, boolean]>([
    ['prefix matches the beginning', { topicName: [{ prefix: 'v2.users.' }] }, true],
    ['prefix refuses another beginning', { topicName: [{ prefix: 'V2' }] }, false],
    ['prefix ignores case where told to', { topicName: [{ prefix: { 'equals-ignore-case': 'V2.' } }] }, true],
    ['prefix matches no number', { count: [{ prefix: '5' }] }, false],
    ['suffix matches the end', { topicName: [{ suffix: '.presence' }] }, true],
    ['suffix refuses another end', { topicName: [{ suffix: 'presenc' }] }, false],
    [
      'equals-ignore-case matches any case',
      { topicName: [{ 'equals-ignore-case': 'V2.USERS.1.PRESENCE' }] },
      true,
    ],
    ['equals-ignore-case refuses a part', { topicName: [{ 'equals-ignore-case': 'V2' }] }, false],
    ['wildcard matches any run of characters', { topicName: [{ wildcard: 'v2.users.*.presence' }] }, true],
    ['wildcard takes a dot for itself', { topicName: [{ wildcard: 'v2?users*' }] }, false],
    [
      'wildcard takes an escaped star for itself',
      { topicName: [{ wildcard: 'v2.users.\\*.presence' }] },
      false,
    ],
    ['exists matches a field that is there', { count: [{ exists: true }] }, true],
    ['exists matches null', { nothing: [{ exists: true }] }, true],
    ['exists false matches a missing field', { missing: [{ exists: false }] }, true],
    ['exists false matches below a missing parent', { a: { b: [{ exists: false }] } }, true],
    ['exists takes an object for no value', { eventBody: [{ exists: false }] }, true],
    ['exists takes an empty list for no value', { eventBody: { tags: [{ exists: false }] } }, true],
    ['numeric matches its range', { count: [{ numeric: ['>', 0, '<=', 5] }] }, true],
    ['numeric refuses beyond its range', { count: [{ numeric: ['>', 5, '<', 9] }] }, false],
    ['numeric equals', { count: [{ numeric: ['=', 5] }] }, true],
    ['numeric matches no text', { topicName: [{ numeric: ['>', 0] }] }, false],
    ['anything-but matches another value', { count: [{ 'anything-but': 6 }] }, true],
    ['anything-but refuses a listed one', { count: [{ 'anything-but': [4, 5] }] }, false],
    ['anything-but refuses a missing field', { missing: [{ 'anything-but': 'x' }] }, false],
    ['anything-but refuses a prefix', { topicName: [{ 'anything-but': { prefix: 'v2' } }] }, false],
    [
      'anything-but refuses one of several prefixes',
      { topicName: [{ 'anything-but': { prefix: ['v1', 'v2'] } }] },
      false,
    ],
    [
      'anything-but matches another suffix',
      { topicName: [{ 'anything-but': { suffix: '.routing' } }] },
      true,
    ],
    [
      'anything-but ignores case where told to',
      { topicName: [{ 'anything-but': { 'equals-ignore-case': 'V2.users.1.presence' } }] },
      false,
    ],
    [
      'anything-but refuses a wildcard',
      { topicName: [{ 'anything-but': { wildcard: '*.presence' } }] },
      false,
    ],
    [
      'a list of operators matches by any of them',
      { topicName: [{ prefix: 'v1' }, { suffix: 'presence' }] },
      true,
    ],
  ])('%s', (_rule, pattern, expected) => {
    expect(detail(pattern)).toBe(expected);
  });
});

describe('the start stops, naming the rule and the field, for', () => {
  test.each<[string, unknown, RegExp]>([
    [
      'an operator that it does not match',
      { detail: { ip: [{ cidr: '10.0.0.0/8' }] } },
      /Rule\.detail\.ip has \{"cidr".*does not match.*prefix/,
    ],
    [
      'a value that stands in no list',
      { source: 'aws.connect' },
      /Rule\.source is "aws\.connect", where a list/,
    ],
    ['an empty list', { source: [] }, /Rule\.source is an empty list/],
    ['an empty object', { detail: {} }, /Rule\.detail is an empty object/],
    ['two operators in one', { source: [{ prefix: 'a', suffix: 'b' }] }, /Rule\.source has/],
    ['a numeric list of another form', { a: [{ numeric: ['<', 5, '>', 1] }] }, /Rule\.a gives numeric/],
    ['a wildcard with two stars in a row', { a: [{ wildcard: 'a**' }] }, /Rule\.a gives wildcard/],
    ['a wildcard with a stray backslash', { a: [{ wildcard: 'a\\b' }] }, /Rule\.a gives wildcard/],
    ['anything-but of mixed kinds', { a: [{ 'anything-but': ['x', 1] }] }, /Rule\.a gives anything-but/],
    [
      'anything-but of an operator that is none',
      { a: [{ 'anything-but': { numeric: '1' } }] },
      /Rule\.a gives anything-but/,
    ],
  ])('%s', (_what, pattern, message) => {
    expect(() => compilePattern(pattern, 'Rule')).toThrow(message);
  });
});
