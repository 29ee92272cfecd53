import * as z from 'zod/mini';
import type { Fault } from '../errors.ts';
import { issueWords } from './issue-words.ts';

// Without words of its own zod/mini says no more than "Invalid input".
z.config({ localeError: issueWords });

/** What a schema found wrong, each with its path in the notation `events[2].eventTime`. */
export function faultsOf(error: z.core.$ZodError, prefix: readonly PropertyKey[] = []): Fault[] {
  return error.issues.flatMap((issue) => faultsIn(issue, prefix));
}

/** A path as a person writes it; the whole is `(body)`. */
export function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '') || '(body)';
}

function faultsIn(issue: z.core.$ZodIssue, prefix: readonly PropertyKey[]): Fault[] {
  const path = [...prefix, ...issue.path];
  const { message } = issue;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: pathText([...path, key]), message }));
  // What is wrong with a key's own text says enough: the path names it.
  if (issue.code === 'invalid_key')
    return issue.issues.map((inner) => ({ path: pathText(path), message: inner.message }));
  const meant = issue.code === 'invalid_union' ? meantForm(issue.errors) : undefined;
  return meant ? meant.flatMap((inner) => faultsIn(inner, path)) : [{ path: pathText(path), message }];
}

/** What is wrong within the one form of several that a value is of: everything but the values of its keys fits. */
function meantForm(forms: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const close = forms.filter(
    (issues) =>
      issues.length > 0 && issues.every(({ path, code }) => path.length > 0 && code !== 'unrecognized_keys'),
  );
  return close.length === 1 ? close[0] : undefined;
}
