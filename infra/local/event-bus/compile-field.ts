import * as z from 'zod/mini';
import { ConfigurationError } from '../../../shared/errors.ts';
import { compileNumeric } from './compile-numeric.ts';

/** Whether a field's values match; it has none where the event lacks it. */
export type FieldMatcher = (values: readonly unknown[]) => boolean;

type TextTest = (text: string) => boolean;

const text = z.string();
const texts = z.union([text, z.array(text).check(z.minLength(1))]);
const ignoringCase = z.strictObject({ 'equals-ignore-case': text });
const scalars = z.union([text, z.number(), z.array(text), z.array(z.number())]);

/** Operators on one text; what each takes is checked when the pattern is read. */
const textOperators: Readonly<Record<string, (argument: unknown) => TextTest>> = {
  prefix: (argument) => edge(argument, (value, wanted) => value.startsWith(wanted)),
  suffix: (argument) => edge(argument, (value, wanted) => value.endsWith(wanted)),
  'equals-ignore-case': (argument) => equalsIgnoringCase(text.parse(argument)),
  wildcard: (argument) => wildcard(text.parse(argument)),
};

const operators: Readonly<Record<string, (argument: unknown) => FieldMatcher>> = {
  ...Object.fromEntries(
    Object.entries(textOperators).map(([name, compile]) => [
      name,
      (argument: unknown) => {
        const test = compile(argument);
        return ofAny((value) => typeof value === 'string' && test(value));
      },
    ]),
  ),
  exists: (argument) => {
    const wanted = z.boolean().parse(argument);
    return (values) => values.length > 0 === wanted;
  },
  numeric: (argument) => {
    const test = compileNumeric(argument);
    return ofAny((value) => typeof value === 'number' && test(value));
  },
  'anything-but': anythingBut,
};

/** One of the values that a pattern lists for a field: a value itself or `{"operator": argument}`. */
export function compileField(wanted: unknown, path: string): FieldMatcher {
  if (typeof wanted !== 'object' || wanted === null) return ofAny((value) => value === wanted);
  const [entry, ...others] = Object.entries(wanted);
  const compile = entry && operators[entry[0]];
  if (!entry || !compile || others.length > 0)
    throw new ConfigurationError(
      `The event pattern ${path} has ${JSON.stringify(wanted)}, which the local run does not match; ` +
        `it matches values and one of ${Object.keys(operators).join(', ')}`,
    );
  try {
    return compile(entry[1]);
  } catch (cause) {
    throw new ConfigurationError(
      `The event pattern ${path} gives ${entry[0]} what it does not take: ${JSON.stringify(entry[1])}`,
      { cause },
    );
  }
}

/** Needs a value that is none of the listed: a field that is not there does not match. */
function anythingBut(argument: unknown): FieldMatcher {
  const listed = scalars.safeParse(argument);
  if (listed.success) {
    const excluded = new Set<unknown>([listed.data].flat());
    return ofAny((value) => !excluded.has(value));
  }
  const [[name, wanted] = ['', undefined], ...others] = Object.entries(z.record(text, texts).parse(argument));
  const compile = textOperators[name];
  if (!compile || others.length > 0) throw new Error(`${name} is no operator on texts`);
  const excluded = [wanted].flat().map(compile);
  return ofAny((value) => typeof value !== 'string' || !excluded.some((test) => test(value)));
}

function ofAny(matches: (value: unknown) => boolean): FieldMatcher {
  return (values) => values.some(matches);
}

function edge(argument: unknown, test: (value: string, wanted: string) => boolean): TextTest {
  const folded = ignoringCase.safeParse(argument);
  if (folded.success) {
    const wanted = folded.data['equals-ignore-case'].toLowerCase();
    return (value) => test(value.toLowerCase(), wanted);
  }
  const wanted = text.parse(argument);
  return (value) => test(value, wanted);
}

function equalsIgnoringCase(wanted: string): TextTest {
  return (value) => value.toLowerCase() === wanted.toLowerCase();
}

/** `*` stands for any run of characters, `\*` and `\\` for themselves. */
function wildcard(pattern: string): TextTest {
  const tokens = pattern.match(/\\[\\*]|[^\\*]+|[\\*]/g) ?? [];
  const isStray = (token: string, index: number) =>
    token === '\\' || (token === '*' && tokens[index - 1] === '*');
  if (tokens.some(isStray)) throw new Error('has ** or a backslash before something else');
  const source = tokens.map((token) =>
    token === '*' ? '.*' : RegExp.escape(/^\\.$/.test(token) ? token.slice(1) : token),
  );
  const expression = new RegExp(`^${source.join('')}$`, 's');
  return (value) => expression.test(value);
}
