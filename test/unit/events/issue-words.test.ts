import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { faultsOf } from '../../../shared/events/faults.ts';

/** What is told of a value that a schema refuses. */
function wordsOf(schema: z.ZodMiniType, value: unknown): string[] {
  const { error } = schema.safeParse(value);
  return error ? faultsOf(error).map(({ path, message }) => `${path}: ${message}`) : [];
}

describe('the words of an issue', () => {
  test.each<[code: string, schema: z.ZodMiniType, value: unknown, words: string]>([
    ['invalid_type', z.string(), 5, 'must be a text'],
    ['invalid_type', z.string(), undefined, 'must be set'],
    ['invalid_type', z.number(), '5', 'must be a number'],
    ['invalid_type', z.int(), 1.5, 'must be a whole number'],
    ['invalid_type', z.boolean(), 'yes', 'must be true or false'],
    ['invalid_type', z.array(z.string()), {}, 'must be a list'],
    ['invalid_type', z.strictObject({}), [], 'must be an object'],
    ['invalid_type', z.record(z.string(), z.string()), 'x', 'must be an object'],
    ['invalid_type', z.null(), 'x', 'must be null'],
    ['invalid_type', z.never(), 'x', 'must be left out'],
    ['invalid_type', z.nonoptional(z.optional(z.string())), undefined, 'must be set'],
    ['invalid_type', z.date(), 'x', 'must be of the type date'],
    ['invalid_value', z.enum(['a', 'b']), 'c', 'must be one of "a", "b"'],
    ['invalid_value', z.enum(['a', 'b']), undefined, 'must be set: must be one of "a", "b"'],
    ['invalid_value', z.literal([7, 14]), 8, 'must be one of 7, 14'],
    ['invalid_value', z.literal('a'), 'b', 'must be "a"'],
    ['too_small', z.number().check(z.gte(1)), 0, 'must be at least 1'],
    ['too_small', z.number().check(z.gt(1)), 1, 'must be more than 1'],
    ['too_small', z.string().check(z.minLength(1)), '', 'must not be empty'],
    ['too_small', z.array(z.string()).check(z.minLength(2)), [], 'must have at least 2 items'],
    ['too_big', z.number().check(z.lte(5)), 6, 'must be at most 5'],
    ['too_big', z.number().check(z.lt(5)), 5, 'must be less than 5'],
    ['too_big', z.string().check(z.maxLength(1)), 'ab', 'must have at most 1 character'],
    ['too_big', z.string().check(z.length(2)), 'abc', 'must have exactly 2 characters'],
    [
      'too_big',
      z.map(z.string(), z.string()).check(z.maxSize(0)),
      new Map([['a', 'b']]),
      'must have at most 0 entries',
    ],
    ['invalid_format', z.string().check(z.regex(/^a$/)), 'b', 'must match /^a$/'],
    ['invalid_format', z.email(), 'b', 'must be written as email'],
    ['not_multiple_of', z.number().check(z.multipleOf(5)), 6, 'must be a multiple of 5'],
    ['invalid_element', z.map(z.string(), z.string()), new Map([[{}, 'b']]), 'must be a text'],
    ['invalid_union', z.union([z.string(), z.number()]), true, 'must be of one of the forms there are'],
    ['custom', z.string().check(z.refine((text) => text === 'a')), 'b', 'is not valid'],
    ['custom', z.string().check(z.refine((text) => text === 'a', 'must be a')), 'b', 'must be a'],
  ])('%s: %# says what is allowed', (_, schema, value, words) => {
    expect(wordsOf(schema, value)).toEqual([expect.stringMatching(new RegExp(`: ${RegExp.escape(words)}$`))]);
  });

  test('unrecognized_keys: each key is told, with those that may stand there', () => {
    expect(
      wordsOf(z.object({ in: z.strictObject({ a: z.optional(z.string()), b: z.optional(z.string()) }) }), {
        in: { c: 1, d: 2 },
      }),
    ).toEqual(['in.c: is not a key here: allowed are a, b', 'in.d: is not a key here: allowed are a, b']);
  });

  test('invalid_key: what names look like is told', () => {
    const named = z.record(z.string().check(z.regex(/^[a-z]+$/, 'must be lower-case letters')), z.string());
    expect(wordsOf(z.object({ in: named }), { in: { 'A B': 'x' } })).toEqual([
      'in.A B: must be lower-case letters',
    ]);
  });

  test('invalid_union: the types of a union that its type tells apart are listed', () => {
    const union = z.discriminatedUnion('type', [
      z.object({ type: z.literal('a') }),
      z.object({ type: z.literal('b') }),
    ]);
    expect(wordsOf(union, { type: 'c' })).toEqual(['type: must be one of "a", "b"']);
    expect(wordsOf(union, {})).toEqual(['type: must be one of "a", "b"']);
  });

  test('invalid_union: a value that is of one form but for a key’s value is told by that key', () => {
    const union = z.union(
      [
        z.string(),
        z.strictObject({ path: z.string(), unit: z.optional(z.literal('ms')) }),
        z.strictObject({ value: z.string() }),
      ],
      'must be one or the other',
    );
    expect(wordsOf(union, { path: 'a', unit: 's' })).toEqual(['unit: must be "ms"']);
    expect(wordsOf(union, { path: 'a', unite: 'ms' })).toEqual([
      'unite: is not a key here: allowed are path, unit',
    ]);
    expect(wordsOf(union, 5)).toEqual(['(body): must be one or the other']);
  });
});
