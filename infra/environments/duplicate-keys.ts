import { type Node, parseTree } from 'jsonc-parser';

/**
 * The paths of keys that stand twice in one object, as `sources.zoom`. JSON.parse keeps the last without a word: of two
 * sources by one name, the first would get nothing.
 */
export function duplicateKeys(text: string): readonly string[] {
  const root = parseTree(text);
  return root ? duplicatesIn(root, []) : [];
}

function duplicatesIn({ type, children = [] }: Node, path: readonly string[]): string[] {
  if (type === 'array')
    return children.flatMap((item, index) => duplicatesIn(item, [...path, String(index)]));
  if (type !== 'object') return [];
  const seen = new Set<string>();
  return children.flatMap(({ children: [key, value] = [] }) => {
    const at = [...path, String(key?.value)];
    const isTwice = seen.has(String(key?.value));
    seen.add(String(key?.value));
    return [...(isTwice ? [at.join('.')] : []), ...(value ? duplicatesIn(value, at) : [])];
  });
}
