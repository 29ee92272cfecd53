import { en } from 'zod/locales';
import * as z from 'zod/mini';
import type { Fault } from '../errors.ts';

// By its own import: through the namespace (`z.locales.en`) every bundle would carry all sixty languages, 260 KB.
z.config(en());

/** What a schema found wrong, each with its path in the notation `events[2].eventTime`. */
export function faultsOf(error: z.core.$ZodError, prefix: readonly PropertyKey[] = []): Fault[] {
  return error.issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      const message = issue.message.startsWith('Unrecognized ') ? 'is not a key of ours' : issue.message;
      return issue.keys.map((key) => ({ path: pathText([...path, key]), message }));
    }
    if (issue.code === 'invalid_key')
      return issue.issues.map(({ message }) => ({ path: pathText(path), message }));
    // What a schema says in words of its own goes before the list of what is allowed.
    const isOurs = !issue.message.startsWith('Invalid ');
    const message =
      issue.code === 'invalid_union' && 'options' in issue && !isOurs ? allowedTypes(issue) : issue.message;
    return [{ path: pathText(path), message }];
  });
}

/** A path as a person writes it; the whole is `(body)`. */
export function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '') || '(body)';
}

function allowedTypes(issue: { options?: unknown }): string {
  const options = Array.isArray(issue.options) ? issue.options : [];
  return `must be one of ${options.map((option) => JSON.stringify(option)).join(', ')}`;
}
