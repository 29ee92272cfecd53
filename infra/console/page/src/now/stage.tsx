import type { StageName, StageNow } from '../../../data.ts';
import { Link } from '../parts/link.tsx';
import { duration, sentence } from '../words.ts';
import { HealthMark } from './health-mark.tsx';

export const stageTitles: Readonly<Record<StageName, string>> = {
  queue: 'Events queue',
  deliveries: 'Cloud Connect API',
  token: 'Access token',
  'dead-letters': 'Dead letters',
};
/** What is counted down to. */
const dueWords: Partial<Record<StageName, string>> = { queue: 'window closes in', token: 'expires in' };

type Props = { readonly stage: StageNow; readonly nowMs: number };

/** A stage of the pipeline: its figure, its countdown, its facts, and the sentence that judges it. */
export function Stage({ stage, nowMs }: Props) {
  const { name, judgement, headline, leftOut, caption, facts, dueAt } = stage;
  const leftSeconds = dueAt === undefined ? undefined : (Date.parse(dueAt) - nowMs) / 1000;
  return (
    <section class={`stage ${judgement.health}`} aria-labelledby={`stage-${name}`}>
      <h2 id={`stage-${name}`}>
        <HealthMark health={judgement.health} /> {stageTitles[name]}
      </h2>
      <p class="headline">
        {headline}
        {leftOut && <span class="left-out"> {leftOut}</span>}
      </p>
      {caption && <p class="caption">{caption}</p>}
      {leftSeconds !== undefined && leftSeconds >= 0 && (
        <p class="countdown">
          {dueWords[name]} <strong>{duration(leftSeconds)}</strong>
        </p>
      )}
      <dl class="pairs">
        {facts.map(({ label, value }) => (
          // Two sources may have dead letters of one reason.
          <div key={`${label} ${value}`}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {judgement.health !== 'fine' && name !== 'dead-letters' && (
        <p class="judgement">{sentence(judgement.what)}</p>
      )}
      {name === 'dead-letters' && facts.length > 0 && (
        <p class="more">
          <Link to="/dead-letters">See why, and what to do</Link>
        </p>
      )}
    </section>
  );
}
