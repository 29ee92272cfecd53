import { structuredPatch } from 'diff';
import type { DiffLine } from '../../data.ts';

/** So many unchanged lines are shown around a change. */
const context = 3;

/** The lines that differ, each with the unchanged ones next to it; what lies between is left out, as an ellipsis says. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const { hunks } = structuredPatch('before', 'after', before, after, '', '', { context });
  return hunks.flatMap(({ lines }, index) => [
    ...(index === 0 ? [] : [{ kind: 'same', text: '⋯' } as const]),
    ...lines.map((line) => ({ kind: kindOf(line), text: line.slice(1) })),
  ]);
}

function kindOf(line: string): DiffLine['kind'] {
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'same';
}
