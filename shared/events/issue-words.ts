import type * as z from 'zod/mini';

/** In place of a locale of zod's: shorter in the bundle, and in the words that the rest of our messages use. */
export function issueWords(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined && missable.has(issue.code)) return missing(issue);
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? `must be of the type ${issue.expected}`;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'too_small':
      return sized(issue, issue.minimum, 'at least');
    case 'too_big':
      return sized(issue, issue.maximum, 'at most');
    case 'invalid_format':
      return issue.format === 'regex' ? `must match ${issue.pattern}` : `must be written as ${issue.format}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return foreignKey(issue.inst);
    case 'invalid_key':
      return `must be named otherwise: the name ${messageOf(issue.issues)}`;
    case 'invalid_element':
      return `holds a value that ${messageOf(issue.issues)}`;
    case 'invalid_union':
      return Array.isArray(issue.options) ? oneOf(issue.options) : 'must be of one of the forms there are';
    default:
      return 'is not valid';
  }
}

/** Codes of a value that is not there, which is all there is to say of it. */
const missable = new Set(['invalid_type', 'invalid_value', 'invalid_union']);

const typeWords: Readonly<Record<string, string>> = {
  string: 'must be a text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
  null: 'must be null',
  never: 'must be left out',
  nonoptional: 'must be set',
};

function missing(issue: z.core.$ZodRawIssue): string {
  const allowed = issue.code === 'invalid_value' ? issue.values : issue['options'];
  return Array.isArray(allowed) ? `must be set: ${oneOf(allowed)}` : 'must be set';
}

function oneOf(values: readonly unknown[]): string {
  const list = values.map((value) => (typeof value === 'bigint' ? `${value}` : JSON.stringify(value)));
  return list.length === 1 ? `must be ${list[0]}` : `must be one of ${list.join(', ')}`;
}

const units: Readonly<Record<string, string>> = {
  string: 'character',
  array: 'item',
  set: 'item',
  map: 'entry',
};

/** How large a number may be, or how much of a text or a list there may be. */
function sized(
  {
    origin,
    exact,
    inclusive,
  }: { origin: string; exact?: boolean | undefined; inclusive?: boolean | undefined },
  limit: number | bigint,
  bound: 'at least' | 'at most',
): string {
  const unit = units[origin];
  if (unit && bound === 'at least' && Number(limit) === 1) return 'must not be empty';
  const beyond = bound === 'at least' ? 'more than' : 'less than';
  const how = exact ? 'exactly' : inclusive === false ? beyond : bound;
  if (!unit) return `must be ${how} ${limit}`;
  const plural = unit === 'entry' ? 'entries' : `${unit}s`;
  return `must have ${how} ${limit} ${Number(limit) === 1 ? unit : plural}`;
}

/** The keys that stand in the schema are those that may stand here. */
function foreignKey(schema: z.core.$ZodRawIssue['inst']): string {
  const shape = schema && 'shape' in schema._zod.def ? schema._zod.def.shape : undefined;
  const keys = typeof shape === 'object' && shape !== null ? Object.keys(shape) : [];
  return keys.length > 0 ? `is not a key here: allowed are ${keys.join(', ')}` : 'is not a key here';
}

function messageOf(issues: readonly z.core.$ZodIssue[]): string {
  return issues[0]?.message ?? 'is not valid';
}
