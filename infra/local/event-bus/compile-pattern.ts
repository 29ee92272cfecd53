import * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';
import { compileField, type FieldMatcher } from './compile-field.ts';

/** Whether an event, or the part of it that a pattern stands for, matches; what is not there is undefined. */
export type Matcher = (value: unknown) => boolean;

const fields = z.record(z.string(), z.unknown());
const alternatives = z.array(fields).check(z.minLength(2));

/**
 * What decides whether an event matches a rule's pattern: every field named must match, by any of its values. Throws
 * ConfigurationError naming the rule where the pattern says what cannot be matched here.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function compilePattern(pattern: unknown, rule: string): Matcher {
  return compileObject(fields.parse(pattern), rule);
}

function compileObject(pattern: Readonly<Record<string, unknown>>, path: string): Matcher {
  const matchers = Object.entries(pattern).map(([name, wanted]) =>
    name === '$or' && alternatives.safeParse(wanted).success
      ? compileOr(alternatives.parse(wanted), path)
      : ofField(name, compileNode(wanted, `${path}.${name}`)),
  );
  if (matchers.length === 0) throw notValid(path, 'is an empty object');
  const matchesAll: Matcher = (value) => matchers.every((matches) => matches(value));
  // Fields named together must be met by one element of a list of objects.
  return (value) => (Array.isArray(value) && value.length > 0 ? value.some(matchesAll) : matchesAll(value));
}

function compileOr(patterns: readonly Readonly<Record<string, unknown>>[], path: string): Matcher {
  const matchers = patterns.map((pattern, index) => compileObject(pattern, `${path}.$or[${index}]`));
  return (value) => matchers.some((matches) => matches(value));
}

function compileNode(wanted: unknown, path: string): Matcher {
  if (Array.isArray(wanted)) {
    if (wanted.length === 0) throw notValid(path, 'is an empty list');
    const matchers = wanted.map((each) => compileField(each, path));
    return (value) => matchesAny(matchers, value);
  }
  const nested = fields.safeParse(wanted);
  if (nested.success) return compileObject(nested.data, path);
  throw notValid(path, `is ${JSON.stringify(wanted)}, where a list of values is needed`);
}

function matchesAny(matchers: readonly FieldMatcher[], value: unknown): boolean {
  const values = leavesOf(value);
  return matchers.some((matches) => matches(values));
}

/** The values at a field: a list matches by any of its elements, an object is no value at all. */
function leavesOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return value === undefined || (typeof value === 'object' && value !== null) ? [] : [value];
}

function ofField(name: string, matches: Matcher): Matcher {
  return (value) => {
    const object = fields.safeParse(value);
    return matches(object.success && Object.hasOwn(object.data, name) ? object.data[name] : undefined);
  };
}

function notValid(path: string, fault: string): ConfigurationError {
  return new ConfigurationError(`The event pattern ${path} ${fault}`);
}
