import * as z from 'zod/mini';
import { fieldPath, parseFieldPath } from './field-path.ts';
import { type eventFields, fieldFaults, fieldNames, fieldRule, isRequired } from './mapped-field.ts';

const types = [
  'agent-activity',
  'contact-milestone',
  'contact-summary',
  'call-volume',
  'person',
  'collection-point',
] as const satisfies readonly (keyof typeof eventFields)[];

/** A value that a field must have; `null` is also a field that is not there. */
const word = z.union([z.string(), z.number(), z.boolean(), z.null()]);

type RuleFault = { readonly path: readonly string[]; readonly message: string };

/** What one kind of the vendor's events becomes. */
const ruleShape = z.strictObject({
  /** Path → the value, or one of the values, that it must have; all must hold, and a number is as good as its text. */
  when: z._default(z.record(z.string(), z.union([word, z.array(word).check(z.minLength(1))])), {}),
  emit: z.enum(types),
  fields: z.record(z.string(), fieldRule),
});
const rule = ruleShape.check(({ value, issues }) => {
  for (const { path, message } of ruleFaults(value))
    issues.push({ code: 'custom', message, path: [...path], input: value });
});

/** How a vendor's payload becomes canonical events, as the configuration describes it. */
export const mapping = z.strictObject({
  /** What the payload is written as; `query` reads the fields of the URL. */
  format: z._default(z.enum(['json', 'form', 'query']), 'json'),
  /** The content types that are taken, where they are not the usual ones of the format. */
  contentTypes: z.optional(
    z
      .array(z.string().check(z.regex(/^[a-z]+\/[\w.+-]+$/, 'must be a content type in lower case')))
      .check(z.minLength(1)),
  ),
  /** Where the payload is a list of events, or holds one; `$` in a rule's path is still the whole payload. */
  items: z.optional(fieldPath),
  rules: z.array(rule).check(z.minLength(1)),
});
export type Mapping = z.infer<typeof mapping>;
export type MappingRule = Mapping['rules'][number];

/** What no webhook could ever make an event of, each with where in the rule it stands. */
function ruleFaults({ when, emit, fields }: z.infer<typeof ruleShape>): readonly RuleFault[] {
  const names = fieldNames(emit);
  const misread = Object.keys(when).filter((path) => !parseFieldPath(path));
  const missing = names.filter((name) => isRequired(emit, name) && !Object.hasOwn(fields, name));
  return [
    ...misread.map((path) => ({
      path: ['when'],
      message: `${JSON.stringify(path)} must be a path, such as $.event`,
    })),
    ...Object.entries(fields).flatMap(([name, field]) => {
      const messages = names.includes(name)
        ? fieldFaults(emit, name, field)
        : [`is no field of ${emit}: it has ${names.join(', ')}`];
      return messages.map((message) => ({ path: ['fields', name], message }));
    }),
    ...missing.map((name) => ({
      path: ['fields', name],
      message: `must be there: ${emit} says nothing without it`,
    })),
  ];
}
