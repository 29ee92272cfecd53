import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import type { CodeUse, StateChange } from '../../data.ts';
import { explainReason, explainState } from './explain-code.ts';

type Seen = Pick<CodeUse, 'source' | 'kind' | 'word' | 'times' | 'lastSeenAt'>;

/**
 * Every state and reason among these changes: how often it came, and which code it gets by the configuration of now. Those
 * that no table has come first, then the most frequent.
 */
export function countWords(
  changes: readonly StateChange[],
  { sources }: Pick<Configuration, 'sources'>,
): readonly CodeUse[] {
  const seen = new Map<string, Seen>();
  for (const { source, state, reason, at } of changes) {
    note(seen, { source, kind: 'state', word: state, at });
    note(seen, { source, kind: 'reason', word: reason, at });
  }
  return [...seen.values()].map((use) => coded(use, sources)).toSorted(byUrgency);
}

function note(
  seen: Map<string, Seen>,
  {
    source,
    kind,
    word,
    at,
  }: { source: string; kind: 'state' | 'reason'; word: string | undefined; at: string },
): void {
  if (word === undefined) return;
  const key = JSON.stringify([source, kind, word]);
  const known = seen.get(key);
  const lastSeenAt = known && known.lastSeenAt > at ? known.lastSeenAt : at;
  seen.set(key, { source, kind, word, times: (known?.times ?? 0) + 1, lastSeenAt });
}

function coded(use: Seen, sources: Configuration['sources']): CodeUse {
  const settings = Object.hasOwn(sources, use.source) ? sources[use.source] : undefined;
  if (!settings) return { ...use, origin: 'none' };
  const explained =
    use.kind === 'state' ? explainState(use.word, settings) : explainReason(use.word, settings);
  return { ...use, ...explained };
}

/** What stands in a table somewhere, or needs to stand in none. */
const mappedOrigins: readonly CodeUse['origin'][] = ['configuration', 'source', 'own'];

function byUrgency(one: CodeUse, other: CodeUse): number {
  const rank = ({ origin }: CodeUse) => (mappedOrigins.includes(origin) ? 1 : 0);
  return rank(one) - rank(other) || other.times - one.times || one.word.localeCompare(other.word);
}
