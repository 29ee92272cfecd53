import type { SourceNow } from '../../../data.ts';
import { duration } from '../words.ts';
import { HealthMark } from './health-mark.tsx';
import { Rhythm } from './rhythm.tsx';

type Props = { readonly sources: readonly SourceNow[]; readonly nowMs: number };

/** Each source: when it was last heard of, and its rhythm over the last hours. */
export function SourceCards({ sources, nowMs }: Props) {
  return (
    <ul class="sources">
      {sources.toSorted(byUrgency).map((source) => (
        <li key={source.name} class={`source ${isUnheard(source) ? 'unheard' : source.judgement.health}`}>
          <div class="source-head">
            <HealthMark health={source.judgement.health} />
            <strong>{source.name}</strong>
            {source.vendor !== source.name && <span class="quiet">{source.vendor}</span>}
          </div>
          <p class="source-last">{lastWords(source, nowMs)}</p>
          {!isUnheard(source) && <Rhythm source={source} />}
          <p class="hidden-text">{rhythmWords(source)}</p>
        </li>
      ))}
    </ul>
  );
}

/** It never sent, and nobody expects that it did: it has no rhythm to show. */
function isUnheard({ lastEventAt, judgement }: SourceNow): boolean {
  return lastEventAt === undefined && judgement.health === 'unknown';
}

/** Its last event is known to the minute. */
function lastWords({ lastEventAt, judgement }: SourceNow, nowMs: number): string {
  if (lastEventAt === undefined) return 'sent nothing yet';
  const seconds = (nowMs - Date.parse(lastEventAt)) / 1000;
  if (judgement.health === 'wrong') return `silent for ${duration(seconds)}`;
  return seconds < 120 ? 'active in the last minute' : `last event ${duration(seconds)} ago`;
}

function rhythmWords({ rhythm, judgement }: SourceNow): string {
  const active = rhythm.filter((count) => count > 0).length;
  return `${judgement.what}. It sent something in ${active} of the last ${rhythm.length} quarter hours.`;
}

const ranks = { wrong: 0, notice: 1, fine: 2, unknown: 3 } as const;

function byUrgency(one: SourceNow, other: SourceNow): number {
  return (
    ranks[one.judgement.health] - ranks[other.judgement.health] ||
    (other.lastEventAt ?? '').localeCompare(one.lastEventAt ?? '') ||
    one.name.localeCompare(other.name)
  );
}
