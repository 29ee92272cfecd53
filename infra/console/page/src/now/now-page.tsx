import type { About } from '../../../data.ts';
import { Fault, Loading } from '../parts/notices.tsx';
import { clock, duration, sentence } from '../words.ts';
import { Findings } from './findings.tsx';
import { SourceCards } from './source-cards.tsx';
import { Stage } from './stage.tsx';
import { useNow } from './use-now.ts';

/** Told nothing for two looks and some patience, the server is not there any more, whatever the connection says. */
const patienceMs = 30_000;

/** The pipeline as it is, from the sources to the API. */
export function NowPage({ about }: { readonly about: About }) {
  const { now, stale, clockMs } = useNow(2000 * about.lookSeconds + patienceMs);
  if (!now) return stale ? <Fault message={sentence(stale)} /> : <Loading />;
  const isLive = stale === undefined;
  const atMs = Date.parse(now.at);
  // What is not looked at any more is told as of when it was: a countdown or a silence that goes on would be made up.
  const shownMs = isLive ? clockMs : atMs;
  const stage = (name: string) => now.stages.filter((each) => each.name === name);
  return (
    <>
      {isLive ? (
        <p class="live">
          <span class="live-mark" aria-hidden="true" />
          Live: looked at {clock(now.at)} UTC
        </p>
      ) : (
        <div class="fault">
          <p>
            <strong role="alert">Not live: {sentence(stale)}</strong> What is shown was so at {clock(now.at)}{' '}
            UTC, {duration((clockMs - atMs) / 1000)} ago. It is asked again and again.
          </p>
        </div>
      )}
      <div class={isLive ? '' : 'stale'}>
        <Findings now={now} isLive={isLive} isReadOnly={about.readOnly !== undefined} />
        <div class="pipeline">
          <section class="pipeline-sources" aria-labelledby="sources-heading">
            <h2 id="sources-heading">Sources</h2>
            <SourceCards sources={now.sources} nowMs={shownMs} />
          </section>
          <div class="pipeline-way">
            {['queue', 'deliveries'].flatMap(stage).map((each) => (
              <Stage key={each.name} stage={each} nowMs={shownMs} />
            ))}
          </div>
          <div class="pipeline-beside">
            {['token', 'dead-letters'].flatMap(stage).map((each) => (
              <Stage key={each.name} stage={each} nowMs={shownMs} />
            ))}
          </div>
        </div>
      </div>
    </>
  );
}
