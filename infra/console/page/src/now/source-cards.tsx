import type { SourceNow } from '../../../data.ts';
import { duration } from '../words.ts';
import { HealthMark } from './health-mark.tsx';
import { Rhythm } from './rhythm.tsx';

type Props = { readonly sources: readonly SourceNow[]; readonly nowMs: number };

/** Each source: when it was last heard of, and its rhythm over the last hours; below them those that were never heard. */
export function SourceCards({ sources, nowMs }: Props) {
  const inOrder = sources.toSorted(byUrgency);
  const unheard = inOrder.filter(isUnheard);
  return (
    <>
      <ul class="sources">
        {inOrder
          .filter((source) => !isUnheard(source))
          .map((source) => (
            <li key={source.name} class={`source ${source.judgement.health}`}>
              <Head source={source} />
              <p class="source-last">{lastWords(source, nowMs)}</p>
              <Rhythm source={source} />
              <p class="hidden-text">{rhythmWords(source)}</p>
            </li>
          ))}
      </ul>
      {unheard.length > 0 && (
        <>
          <h3 class="unheard-head" id="unheard-heading">
            Sent nothing yet
          </h3>
          <ul class="unheard-list" aria-labelledby="unheard-heading">
            {unheard.map((source) => (
              <li key={source.name} class="source unheard">
                <Head source={source} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Head({ source: { name, vendor, judgement } }: { readonly source: SourceNow }) {
  return (
    <div class="source-head">
      <HealthMark health={judgement.health} />
      <strong>{name}</strong>
      {vendor !== name && <span class="quiet">{vendor}</span>}
    </div>
  );
}

/** It never sent, and nobody expects that it did: it has no rhythm to show. */
function isUnheard({ lastEventAt, judgement }: SourceNow): boolean {
  return lastEventAt === undefined && judgement.health === 'unknown';
}

/** Its last event is known to the minute. */
function lastWords({ lastEventAt, silentSince }: SourceNow, nowMs: number): string {
  if (lastEventAt === undefined) return 'sent nothing yet';
  const seconds = (nowMs - Date.parse(lastEventAt)) / 1000;
  if (silentSince !== undefined) return `silent for ${duration(seconds)}`;
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
