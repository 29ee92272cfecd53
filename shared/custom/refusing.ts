import type * as z from 'zod/mini';

/** What is wrong between the keys of one object: the key that it stands at, and what is allowed. */
export type KeyedFault = readonly [key: string, message: string];

/** A check between the keys of an object; each fault stands at its key. */
export function refusing<Settings>(
  faultsIn: (settings: Settings) => readonly KeyedFault[],
): z.core.CheckFn<Settings> {
  return ({ value, issues }) => {
    for (const [key, message] of faultsIn(value))
      issues.push({ code: 'custom', message, path: [key], input: value });
  };
}
