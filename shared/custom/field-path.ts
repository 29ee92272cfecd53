import * as z from 'zod/mini';

/** Where a value stands: in the whole payload, or in the item of a list that is being read. */
export type FieldPath = { readonly from: 'payload' | 'item'; readonly steps: readonly (string | number)[] };

/** What paths are looked up in; without a list the payload is the item. */
export type Place = { readonly payload: unknown; readonly item: unknown };

/** `.name`, `['name']`, `["name"]` or `[0]`, as in the singular queries of RFC 9535. */
const step =
  /\s*(?:\.([A-Za-z_\u{80}-\u{10ffff}][\w\u{80}-\u{10ffff}]*)|\[\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(0|-?[1-9]\d{0,14}))\s*\])/uy;

const expectation =
  "must be a path of one value, such as $.data.agent.id, items[0] or $['agent-id'] (RFC 9535; `$.` may be left out)";

/** A path as the configuration writes it. */
export const fieldPath = z
  .string()
  .check(z.refine((text) => parseFieldPath(text) !== undefined, expectation));

/**
 * A singular query of RFC 9535 (https://www.rfc-editor.org/rfc/rfc9535): `$` is the whole payload, `@` the item of the list that
 * the mapping walks; with neither it is the item too. Undefined where the text is none.
 */
export function parseFieldPath(text: string): FieldPath | undefined {
  const [root] = /^[$@]/.exec(text) ?? [];
  const path = root ? text.slice(1) : text.replace(/^(?![.[])/, '.');
  const steps: (string | number)[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < path.length) {
    const found = stepOf(step.exec(path));
    // A step that does not match sets lastIndex back to 0.
    if (found === undefined) return undefined;
    steps.push(found);
  }
  return { from: root === '$' ? 'payload' : 'item', steps };
}

/** A path that the configuration's schema has let pass. */
export function knownPath(text: string): FieldPath {
  const path = parseFieldPath(text);
  if (!path) throw new TypeError(`${text} ${expectation}`);
  return path;
}

/** The value at a path; undefined where there is none. Only a value's own fields count, so that `__proto__` is a name as any. */
export function valueAt(place: Place, { from, steps }: FieldPath): unknown {
  return steps.reduce(memberOf, place[from]);
}

function memberOf(value: unknown, name: string | number): unknown {
  if (typeof name === 'number') return Array.isArray(value) ? value.at(name) : undefined;
  if (!isObject(value) || Array.isArray(value) || !Object.hasOwn(value, name)) return undefined;
  return value[name];
}

/** The object with a value put at a path of names, for what a sender writes into its body. */
export function withValueAt(target: unknown, steps: FieldPath['steps'], value: unknown): unknown {
  const [name, ...rest] = steps;
  if (name === undefined) return value;
  const object = isObject(target) ? target : {};
  return { ...object, [name]: withValueAt(memberOf(object, name), rest, value) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function stepOf(match: RegExpExecArray | null): string | number | undefined {
  const [, name, single, double, index] = match ?? [];
  if (index !== undefined) return Number(index);
  if (single !== undefined) return unescaped(single.replace(/\\(.)|"/gs, inDoubleQuotes));
  return double === undefined ? name : unescaped(double);
}

/** What stands in single quotes as it would stand in double ones. */
function inDoubleQuotes(found: string, escapedCharacter: string | undefined): string {
  if (escapedCharacter === "'") return "'";
  return found === '"' ? '\\"' : found;
}

function unescaped(quoted: string): string | undefined {
  try {
    return String(JSON.parse(`"${quoted}"`));
  } catch {
    // The escape is none of JSON's, so that the text is no path.
    return undefined;
  }
}
