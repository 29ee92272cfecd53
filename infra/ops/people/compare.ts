import { keyOf, type Values } from './kinds.ts';

/** What a file and the API's list have in common, by the rows' keys. */
export type Comparison = {
  readonly added: readonly Values[];
  readonly same: readonly Values[];
  /** There with something else beside the key; `there` is what the API has. */
  readonly differing: readonly { readonly values: Values; readonly there: Values }[];
  /** In the API's list, not in the file. */
  readonly absent: readonly Values[];
};

/** Compares a file's rows with the API's; blanks around what it stores count for nothing. */
export function compare(inFile: readonly Values[], listed: readonly Values[]): Comparison {
  const there = new Map(listed.map((values) => [keyOf(values).trim(), values.map((value) => value.trim())]));
  const keys = new Set(inFile.map(keyOf));
  const [added, same, differing]: [Values[], Values[], Comparison['differing'][number][]] = [[], [], []];
  for (const values of inFile) {
    const found = there.get(keyOf(values));
    if (!found) added.push(values);
    else if (found.every((value, index) => value === values[index])) same.push(values);
    else differing.push({ values, there: found });
  }
  return { added, same, differing, absent: [...there.values()].filter((values) => !keys.has(keyOf(values))) };
}
