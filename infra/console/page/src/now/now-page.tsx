import { Fault, Loading } from '../parts/notices.tsx';
import { useClock } from '../use-clock.ts';
import { clock, duration } from '../words.ts';
import { Findings } from './findings.tsx';
import { SourceCards } from './source-cards.tsx';
import { Stage } from './stage.tsx';
import { useNow } from './use-now.ts';

/** The pipeline as it is, from the sources to the API. */
export function NowPage() {
  const { now, trouble, isLive } = useNow();
  const clockMs = useClock(1000);
  if (!now) return trouble ? <Fault message={trouble} /> : <Loading />;
  const stage = (name: string) => now.stages.filter((each) => each.name === name);
  return (
    <>
      {trouble && <Fault message={trouble} />}
      <p class="live" data-live={isLive}>
        <span class="live-mark" aria-hidden="true" />
        {isLive
          ? `Live: looked at ${clock(now.at)} UTC`
          : `Not live: looked at last ${duration((clockMs - Date.parse(now.at)) / 1000)} ago; trying again`}
      </p>
      <Findings now={now} />
      <div class="pipeline">
        <section class="pipeline-sources" aria-labelledby="sources-heading">
          <h2 id="sources-heading">Sources</h2>
          <SourceCards sources={now.sources} nowMs={clockMs} />
        </section>
        <div class="pipeline-way">
          {['queue', 'deliveries'].flatMap(stage).map((each) => (
            <Stage key={each.name} stage={each} nowMs={clockMs} />
          ))}
        </div>
        <div class="pipeline-beside">
          {['token', 'dead-letters'].flatMap(stage).map((each) => (
            <Stage key={each.name} stage={each} nowMs={clockMs} />
          ))}
        </div>
      </div>
    </>
  );
}
